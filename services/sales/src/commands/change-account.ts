import { sales } from '@comptoir/contracts';
import { chartChangeOf, chartView, decideChangeAccount } from '../domain/chart.js';
import { hasEntryOn } from '../reads/sums-at.js';
import { on } from '../store/sales-store.js';

/**
 * Changes the name of an account, or its code while no entry has been posted on it. An entry names the account by its key,
 * so one that is posted at this very moment is right under either code.
 */
export const changeAccount = on.command(sales.changeAccount, {
  keys: ({ company }) => [company.companyId],
  load: async (store, { company, account, storeIds, changes }) => ({
    chart: await store.chart(company.companyId),
    used: changes.code !== undefined && (await hasEntryOn(store, storeIds, account)),
  }),
  decide: (state, input, context) => {
    const chart = decideChangeAccount(state, input);
    const change = chartChangeOf(input.company, chart, input.account, context);
    return { before: state.chart, chart, change, reply: chartView(input.company, chart) };
  },
  save: (store, { before, chart, change }) => store.saveChart(before, chart, change),
});
