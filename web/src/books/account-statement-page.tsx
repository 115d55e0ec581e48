import { sum } from '@comptoir/contracts/money';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton, usePrint } from '../kit/print-button.js';
import { useList } from '../kit/use-list.js';
import { AccountField } from './account-field.js';
import { PeriodFilter } from './period-filter.js';
import { useStatementColumns, type StatementRow } from './statement-columns.js';
import { useChart } from './use-chart.js';
import { useStoreDays } from './use-store-days.js';

const ROUTE = 'GET /accounts/{account}/statement';

/** The lines of one account of a store within days, oldest first, with the balance after each. */
export function AccountStatementPage() {
  const { t } = useMessages();
  const { store, filters, today, days, within } = useStoreDays<'account'>();
  const { chart, error, nameOf } = useChart(store?.companyId);
  const { account = '' } = filters.values;
  return (
    <Page
      title={t('page.account-statement')}
      about={[account && nameOf(account), store?.name, within].filter(Boolean).join(' · ')}
    >
      <ProblemNote error={error} />
      <FilterBar>
        <AccountField
          label={t('ledger.account')}
          accounts={chart?.items ?? []}
          account={account}
          choose={(next) => filters.set('account', next)}
        />
        <PeriodFilter filters={filters} today={today} />
      </FilterBar>
      {account === '' && <p className="empty">{t('statement.choose-account')}</p>}
      {account !== '' && store && <Statement store={store} account={account} days={days} />}
    </Page>
  );
}

function Statement({ store, account, days }: { store: Store; account: string; days: { from: string; to: string } }) {
  const { t, figure } = useMessages();
  const { storeId, currency } = store;
  const params = { account };
  const query = { storeId, ...days };
  const list = useList(ROUTE, { params, query });
  const { rows, first, hasMore } = list;
  const { isPrinting, print } = usePrint(list);
  const amount = (minor: number): string => figure(minor, currency);
  const columns = useStatementColumns<StatementRow>({ amount, headOf: (name) => `${name}, ${currency}` });
  const foot = {
    what: t('statement.closing'),
    debit: amount(sum(rows.map((row) => row.debitMinor))),
    credit: amount(sum(rows.map((row) => row.creditMinor))),
    balance: amount(rows.at(-1)?.balanceMinor ?? 0),
  };
  return (
    <>
      <div className="page-tools">
        <PrintButton print={print} isPrinting={isPrinting} />
        <CsvButton route={ROUTE} params={params} query={query} name={`statement-${account}`} />
      </div>
      {first && <p data-testid="opening-balance">{t('statement.opening', { amount: amount(first.openingMinor) })}</p>}
      <DataTable
        label={t('page.account-statement')}
        list={list}
        columns={columns}
        rowKey={(row) => `${row.entryId}/${rows.indexOf(row)}`}
        empty={t('statement.none')}
        foot={hasMore ? [] : [foot]}
        whole={isPrinting}
      />
    </>
  );
}
