import { sales } from '@comptoir/contracts';
import { chartView } from '../domain/chart.js';
import { on } from '../store/sales-store.js';

/** The chart of accounts of a company. */
export const readChart = on.query(sales.readChart, async (store, { company }) =>
  chartView(company, await store.chart(company.companyId)),
);
