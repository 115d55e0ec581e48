import './books.css';
import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { chooseStore } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { FiguresTable } from '../kit/figures-table.js';
import { FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton } from '../kit/print-button.js';
import { CompanyFilter } from './company-filter.js';
import { PeriodFilter } from './period-filter.js';
import { titleOf } from './use-chart.js';
import { useReport } from './use-report.js';

type Result = Api['GET /reports/profit-and-loss']['reply'];

/** Income and expense of a period by account, with the result, of one company or one of its stores. */
export function ProfitAndLossPage() {
  const { t } = useMessages();
  const { stores, store, filters, today, days, within } = useReport<'companyId'>();
  const companyId = store?.companyId ?? filters.values.companyId ?? stores[0]?.companyId;
  const query = { ...days, ...(store ? { storeId: store.storeId } : { companyId }) };
  const { data, error } = useQuery({
    queryKey: ['report', 'result', query],
    queryFn: () => ask('GET /reports/profit-and-loss', { query }),
    enabled: companyId !== undefined,
  });
  const of = store?.name ?? stores.find((one) => one.companyId === companyId)?.legal.companyName;
  return (
    <Page
      title={t('page.profit-and-loss')}
      about={[of, within].filter(Boolean).join(' · ')}
      tools={
        <>
          <PrintButton print={() => window.print()} />
          <CsvButton route="GET /reports/profit-and-loss" query={query} name="profit-and-loss" />
        </>
      }
    >
      <FilterBar>
        <CompanyFilter filters={filters} companyId={companyId} />
        <PeriodFilter filters={filters} today={today} />
      </FilterBar>
      <ProblemNote error={error} />
      {data?.totals.length === 0 && <p className="empty">{t('result.none')}</p>}
      {data?.totals.map((total) => (
        <OfCurrency key={total.currency} total={total} items={data.items} ofStore={store?.storeId} days={days} />
      ))}
    </Page>
  );
}

function OfCurrency({
  total,
  items,
  ofStore,
  days,
}: {
  total: Result['totals'][number];
  items: Result['items'];
  ofStore: string | undefined;
  days: { from: string; to: string };
}) {
  const { t, figure } = useMessages();
  const { currency, incomeMinor, expenseMinor, resultMinor } = total;
  const parts = [
    { type: 'income', sum: incomeMinor },
    { type: 'expense', sum: expenseMinor },
  ] as const;
  return (
    <Paper withBorder p="md">
      {parts.map(({ type, sum }) => (
        <section key={type} aria-label={t(`result.${type}`)}>
          <FiguresTable
            label={t(`result.${type}`)}
            name={t(`result.${type}`)}
            heads={[t('result.amount', { currency })]}
            rows={items
              .filter((row) => row.currency === currency && row.type === type)
              .map((row) => ({
                key: row.account,
                name:
                  ofStore === undefined ? (
                    titleOf(row)
                  ) : (
                    <Link
                      className="link"
                      to="/account-statement"
                      search={{ account: row.account, ...days }}
                      onClick={() => chooseStore(ofStore)}
                    >
                      {titleOf(row)}
                    </Link>
                  ),
                figures: [figure(row.amountMinor, currency)],
              }))}
            totals={[{ key: type, name: t(`result.${type}-total`), figures: [figure(sum, currency)] }]}
          />
        </section>
      ))}
      <p className="report-result" data-testid="result">
        <span>{t(resultMinor < 0 ? 'result.loss' : 'result.profit')}</span>
        <span className="number">{figure(resultMinor, currency)}</span>
      </p>
    </Paper>
  );
}
