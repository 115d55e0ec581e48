import { sales } from '@comptoir/contracts';
import { requireSaga } from '../domain/order.js';
import { decideRecordOutcome } from '../domain/outcome.js';
import { on } from '../store/sales-store.js';

/** Keeps how a saga ended that has no last step of its own; the first record stays. */
export const recordOutcome = on.command(sales.recordOutcome, {
  load: async (store, _input, context) => store.outcome(requireSaga(context)),
  decide: (stored, input, context) => ({
    added: decideRecordOutcome(stored, input, context),
    reply: { sagaId: requireSaga(context) },
  }),
  save: (store, { added }) => (added ? [store.insertOutcome(added)] : []),
});
