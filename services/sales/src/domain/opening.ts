import {
  bookkeepingErrors,
  sum,
  type CommandContext,
  type EntryLine,
  type ParsedInputOf,
  type sales,
} from '@comptoir/contracts';
import { accountsOf } from './chart.js';
import { withinLimits } from './format-amount.js';
import { entry } from './journal.js';
import { credit, debit } from './money-lines.js';
import { mirrorOf, requireLines, requirePostingDay, type ManualPosted, type ManualState } from './manual-entry.js';
import { headOf } from './journal.js';
import { numberEntry } from './numbering.js';
import { omitUndefined } from './omit-undefined.js';
import type { BusinessDayRecord, EntryRecord, SeriesRecord } from './records.js';

/** What the entries of an opening position, and of its reversal, are posted for. */
export function openingRef(storeId: string): string {
  return `opening/${storeId}`;
}

/** The opening position that stands: the last of the entries for it, unless that one took it back. */
function standing(openings: readonly EntryRecord[]): EntryRecord | undefined {
  return openings.length % 2 === 1 ? openings.at(-1) : undefined;
}

/**
 * The opening position of a store: what is owed, owned and held, and the difference on the opening equity; minor units. Refuses
 * opening.exists while one stands, and what no entry may have.
 */
export function decidePostOpening(
  state: ManualState & { readonly openings: readonly EntryRecord[] },
  input: ParsedInputOf<typeof sales.postOpening>,
  moment: CommandContext,
): ManualPosted {
  const { entryId, store, company, businessDay, reason, lines } = input;
  const { storeId, currency } = store;
  const before = standing(state.openings);
  if (before) {
    throw bookkeepingErrors.openingExists(`The opening position was posted as ${before.number}: take it back first.`, {
      storeId,
      number: before.number,
    });
  }
  requirePostingDay(state.day, store, businessDay, moment.now);
  requireLines(lines, accountsOf(company, state.chart), state.customerIds);
  const equity = withinLimits({ storeId }, () =>
    sum([...lines.map((line) => line.debitMinor), ...lines.map((line) => 0 - line.creditMinor)]),
  );
  const draft = entry(headOf(entryId, moment), {
    storeId,
    currency,
    kind: 'opening',
    ref: openingRef(storeId),
    memo: 'Opening position',
    businessDay,
    lines: [
      ...lines.map(omitUndefined<EntryLine>),
      equity > 0 ? credit('openingEquity', equity) : debit('openingEquity', 0 - equity),
    ],
  });
  return numberEntry(state.series, store.code, { ...draft, reason });
}

/** What taking an opening position back is decided on. */
export interface ReverseOpeningState {
  readonly openings: readonly EntryRecord[];
  readonly day: BusinessDayRecord | null;
  readonly anyDayClosed: boolean;
  readonly series: SeriesRecord | null;
}

/** Takes an opening position back. Refuses opening.unknown, opening.final (a day was closed since) and entry.day-not-open. */
export function decideReverseOpening(
  { openings, day, anyDayClosed, series }: ReverseOpeningState,
  { entryId, store, businessDay, reason }: ParsedInputOf<typeof sales.reverseOpening>,
  moment: CommandContext,
): ManualPosted {
  const { storeId } = store;
  const opening = standing(openings);
  if (!opening) throw bookkeepingErrors.openingUnknown('This store has no opening position.', { storeId });
  if (anyDayClosed) {
    throw bookkeepingErrors.openingFinal('A day of this store was closed: correct the position by an entry.', {
      storeId,
      number: opening.number,
    });
  }
  requirePostingDay(day, store, businessDay, moment.now);
  return numberEntry(series, store.code, mirrorOf(opening, { entryId, businessDay, reason }, moment));
}
