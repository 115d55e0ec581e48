import type { DayFigures, DayRow } from '@comptoir/contracts';
import { sumFigures } from './day-figures.js';

/** A day of one store. */
export interface StoreDay extends Pick<DayRow, 'businessDay' | 'currency'> {
  readonly figures: DayFigures;
  readonly isClosed: boolean;
}

/** The days of several stores by day and currency, in their order. */
export function dayRows(days: readonly StoreDay[]): DayRow[] {
  return [...Map.groupBy(days, ({ businessDay, currency }) => `${businessDay}/${currency}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({
      businessDay: same[0]!.businessDay,
      currency: same[0]!.currency,
      stores: same.length,
      closed: same.filter((one) => one.isClosed).length,
      figures: sumFigures(same.map(({ figures: { documents: _documents, ...figures } }) => figures)),
    }));
}
