import { businessDayOf, nextDay, sales } from '@comptoir/contracts';
import { possiblePostingDays } from '../domain/business-day.js';
import { accountsOf } from '../domain/chart.js';
import { decideClosePeriod, lastDayOf, periodView } from '../domain/period.js';
import { daysFrom } from '../domain/business-day.js';
import { on } from '../store/sales-store.js';

/** Seals a month or a year of a store. */
export const closePeriod = on.command(sales.closePeriod, {
  keys: ({ store }) => [store.storeId],
  load: async (store, { store: { storeId, timeZone, createdAt }, company, period }, { now }) => {
    const through = lastDayOf(period);
    const possible = possiblePostingDays(through, now, timeZone);
    const [last] = await store.periods(storeId, undefined, 1);
    const seal = await store.seal(storeId, through);
    const from = last ? nextDay(last.through) : businessDayOf(createdAt, timeZone);
    const entries = seal ? await store.entriesOfCustomersOn(storeId, daysFrom(from, through)) : [];
    return {
      last: last ?? null,
      lastClosedDay: await store.lastClosedDay(storeId),
      seal,
      entries,
      customerSeals: last ? await store.customerSealsOf(last) : [],
      accounts: accountsOf(company, await store.chart(company.companyId)),
      possible,
      closed: await store.closedDays(storeId, possible),
      series: await store.series(storeId),
    };
  },
  decide: (state, input, context) => {
    const closed = decideClosePeriod(state, input, context);
    return { before: state.series, closed, reply: periodView(closed.period) };
  },
  save: (store, { before, closed: { period, customers, series, entry } }) => [
    store.insertPeriod(period),
    ...customers.map((one) => store.insertCustomerSeal(one)),
    ...(entry ? store.post(before, { entry, series }) : [store.saveSeries(before, series)]),
  ],
});
