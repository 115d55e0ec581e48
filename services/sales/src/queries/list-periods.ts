import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { periodView } from '../domain/period.js';
import { on } from '../store/sales-store.js';

/** Closed months and years of a store, newest first. */
export const listPeriods = on.query(sales.listPeriods, async (store, { storeId, limit, cursor }) =>
  listPage(await store.periods(storeId, cursor, limit + 1), limit, periodView),
);
