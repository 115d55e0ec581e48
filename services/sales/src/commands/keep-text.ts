import { sales } from '@comptoir/contracts';
import { decideKeepText } from '../domain/text.js';
import { on } from '../store/sales-store.js';

/** Keeps what a person wrote for a saga. */
export const keepText = on.command(sales.keepText, {
  load: () => null,
  decide: (_state, input, { now }) => ({ kept: decideKeepText(input, now), reply: { textId: input.textId } }),
  save: (store, { kept }) => [store.insertText(kept)],
});
