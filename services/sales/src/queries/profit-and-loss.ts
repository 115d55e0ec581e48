import { sales } from '@comptoir/contracts';
import { accountsOf } from '../domain/chart.js';
import { resultRows, resultTotals } from '../domain/profit-and-loss.js';
import { on } from '../store/sales-store.js';
import { movementsOf } from '../reads/movements-of.js';

/** Income and expense of days by account of the company's chart. */
export const profitAndLoss = on.query(sales.profitAndLoss, async (store, { company, ...asked }) => {
  const accounts = accountsOf(company, await store.chart(company.companyId));
  const items = resultRows(await movementsOf(store, asked), accounts);
  return { totals: resultTotals(items), items };
});
