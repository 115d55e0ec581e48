import { sales } from '@comptoir/contracts';
import { chartChangeOf, chartView, decideAddAccount } from '../domain/chart.js';
import { on } from '../store/sales-store.js';

/** Adds an account of its own to the chart of a company. */
export const addAccount = on.command(sales.addAccount, {
  keys: ({ company }) => [company.companyId],
  load: (store, { company }) => store.chart(company.companyId),
  decide: (before, input, context) => {
    const chart = decideAddAccount(before, input);
    const change = chartChangeOf(input.company, chart, input.account, context);
    return { before, chart, change, reply: chartView(input.company, chart) };
  },
  save: (store, { before, chart, change }) => store.saveChart(before, chart, change),
});
