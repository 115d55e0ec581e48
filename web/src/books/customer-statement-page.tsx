import { Link } from '@tanstack/react-router';
import { sum } from '@comptoir/contracts/money';
import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton, usePrint } from '../kit/print-button.js';
import { useCustomer } from '../kit/use-customer.js';
import { useList } from '../kit/use-list.js';
import { CustomerField } from './customer-field.js';
import { PeriodFilter } from './period-filter.js';
import { useStatementColumns } from './statement-columns.js';
import { StoreFilter } from './store-filter.js';
import { useAmounts } from './use-amounts.js';
import { useReport } from './use-report.js';

const ROUTE = 'GET /customers/{customerId}/statement';
type Row = Api[typeof ROUTE]['reply']['items'][number];

/** What a customer bought on account and paid within days, with the balance after each line. */
export function CustomerStatementPage() {
  const { t } = useMessages();
  const { store, filters, today, days, within } = useReport<'customerId'>();
  const { customerId = '' } = filters.values;
  const { data: customer } = useCustomer(customerId);
  return (
    <Page
      title={t('page.customer-statement')}
      about={customer && [customer.name, store?.name, within].filter(Boolean).join(' · ')}
    >
      <FilterBar>
        <CustomerField
          label={t('document.customer')}
          customerId={customerId}
          choose={(next) => filters.set('customerId', next)}
        />
        <StoreFilter filters={filters} />
        <PeriodFilter filters={filters} today={today} />
      </FilterBar>
      {customerId === '' ? (
        <p className="empty">{t('statement.choose-customer')}</p>
      ) : (
        <Statement customerId={customerId} query={{ ...days, ...(store ? { storeId: store.storeId } : {}) }} />
      )}
    </Page>
  );
}

function Statement({ customerId, query }: { customerId: string; query: object }) {
  const { t } = useMessages();
  const params = { customerId };
  const list = useList(ROUTE, { params, query });
  const { rows, first, hasMore } = list;
  const { isPrinting, print } = usePrint(list);
  const openings = first?.openings ?? [];
  const currencies = [...new Set([...openings, ...rows].map(({ currency }) => currency))];
  const { amount, headOf } = useAmounts(currencies);
  const columns = useStatementColumns<Row>({ amount: (minor, { currency }) => amount(minor, currency), headOf });
  const openingOf = (currency: string): number => openings.find((one) => one.currency === currency)?.balanceMinor ?? 0;
  const foot = currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    return {
      what: t('statement.closing'),
      debit: amount(sum(own.map((row) => row.debitMinor)), currency),
      credit: amount(sum(own.map((row) => row.creditMinor)), currency),
      balance: amount(own.at(-1)?.balanceMinor ?? openingOf(currency), currency),
    };
  });
  return (
    <>
      <div className="page-tools">
        <Link className="link" to="/customers/$customerId" params={params}>
          {t('statement.card')}
        </Link>
        <PrintButton print={print} isPrinting={isPrinting} />
        <CsvButton route={ROUTE} params={params} query={query} name="customer-statement" />
      </div>
      {openings.map(({ currency, balanceMinor }) => (
        <p key={currency} data-testid="opening-balance">
          {t('statement.opening', { amount: amount(balanceMinor, currency) })}
        </p>
      ))}
      <DataTable
        label={t('page.customer-statement')}
        list={list}
        columns={columns}
        rowKey={(row) => `${row.entryId}/${rows.indexOf(row)}`}
        empty={t('statement.none')}
        foot={hasMore ? [] : foot}
        whole={isPrinting}
      />
    </>
  );
}
