import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { useChart } from '../books/use-chart.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { FiguresTable } from '../kit/figures-table.js';
import { ChoiceFilter, DayFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton } from '../kit/print-button.js';
import { useList } from '../kit/use-list.js';

/** The sums of every account of a store or of its company, by currency, now or at the end of a day; debit and credit are equal. */
export function TrialBalancePage() {
  const { t, figure, period: named } = useMessages();
  const { stores, store } = useStores();
  const { nameOf } = useChart(store?.companyId);
  const filters = useFilters<'at' | 'companyId'>();
  const { at } = filters.values;
  const companyId = filters.values.companyId === store?.companyId ? store?.companyId : undefined; // of another one when the store is changed
  const query = { ...(companyId ? { companyId } : { storeId: store?.storeId }), ...(at ? { at } : {}) };
  const hasOthers = stores.some((one) => one.companyId === store?.companyId && one.storeId !== store?.storeId);
  const { rows: periods } = useList('GET /periods', {
    query: { storeId: store?.storeId },
    enabled: store !== undefined,
  });
  const { data, error } = useQuery({
    queryKey: ['trial-balance', query],
    queryFn: () => ask('GET /ledger/trial-balance', { query }),
    enabled: store !== undefined,
  });
  return (
    <Page
      title={t('page.trial-balance')}
      about={[companyId ? store?.legal.companyName : store?.name, at && t('balance.at', { day: at })]
        .filter(Boolean)
        .join(' · ')}
      tools={
        <>
          <PrintButton print={() => window.print()} />
          <CsvButton route="GET /ledger/trial-balance" query={query} name="trial-balance" />
        </>
      }
    >
      <FilterBar>
        {store && hasOthers && (
          <ChoiceFilter
            filters={filters}
            name="companyId"
            label={t('balance.books-of')}
            choices={[{ value: store.companyId, label: t('balance.of-company', { name: store.legal.companyName }) }]}
            none={store.name}
          />
        )}
        <DayFilter filters={filters} name="at" label={t('balance.day')} />
        {periods.length > 0 && (
          <ChoiceFilter
            filters={filters}
            name="at"
            label={t('balance.period')}
            choices={periods.map(({ period, through }) => ({ value: through, label: named(period) }))}
            none={t('balance.no-period')}
          />
        )}
      </FilterBar>
      <ProblemNote error={error} />
      {data?.balances.length === 0 && <p className="quiet">{t('ledger.none')}</p>}
      {data?.balances.map(({ currency, accounts, totalDebitMinor, totalCreditMinor }) => {
        const figures = (...minors: readonly number[]) => minors.map((minor) => figure(minor, currency));
        return (
          <Paper withBorder p="md" key={currency}>
            <h2>{currency}</h2>
            <FiguresTable
              label={t('page.trial-balance')}
              name={t('ledger.account')}
              heads={[t('ledger.debit'), t('ledger.credit'), t('ledger.balance')]}
              rows={accounts.map(({ account, debitMinor, creditMinor, balanceMinor }) => ({
                key: account,
                name: (
                  <Link className="link" to="/account-statement" search={{ account, ...(at ? { to: at } : {}) }}>
                    {nameOf(account)}
                  </Link>
                ),
                figures: figures(debitMinor, creditMinor, balanceMinor),
              }))}
              totals={[
                {
                  key: 'total',
                  name: t('total.all'),
                  figures: figures(totalDebitMinor, totalCreditMinor, totalDebitMinor - totalCreditMinor),
                },
              ]}
            />
          </Paper>
        );
      })}
    </Page>
  );
}
