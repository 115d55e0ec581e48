import { sales } from '@comptoir/contracts';
import { taxRows, taxTotals } from '../domain/tax-report.js';
import { on } from '../store/sales-store.js';
import { movementsOf } from '../reads/movements-of.js';

/** Bases and taxes of days by rate. */
export const taxReport = on.query(sales.taxReport, async (store, asked) => {
  const items = taxRows(await movementsOf(store, asked));
  return { totals: taxTotals(items), items };
});
