import { Link } from '@tanstack/react-router';
import type { Api } from '../api/schema.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton, usePrint } from '../kit/print-button.js';
import { useList } from '../kit/use-list.js';
import { StoreFilter } from './store-filter.js';
import { useAmounts } from './use-amounts.js';
import { useReport } from './use-report.js';

type Aged = Api['GET /reports/aged-receivables']['reply'];
type Row = Aged['items'][number];

const AGES: readonly (readonly [key: keyof Aged['totals'][number] & `${string}Minor`, name: MessageKey])[] = [
  ['currentMinor', 'aged.current'],
  ['from30Minor', 'aged.from30'],
  ['from60Minor', 'aged.from60'],
  ['from90Minor', 'aged.from90'],
  ['totalMinor', 'aged.total'],
  ['creditMinor', 'aged.credit'],
];

/** What customers owe at the end of a day, by its age. */
export function AgedReceivablesPage() {
  const { t } = useMessages();
  const { store, filters, today, isReady, of } = useReport<'at'>();
  const at = filters.values.at ?? today;
  const query = { at, ...(store ? { storeId: store.storeId } : {}) };
  const list = useList('GET /reports/aged-receivables', { query, enabled: isReady });
  const totals = list.first?.totals ?? [];
  const { amount, headOf } = useAmounts(totals.map(({ currency }) => currency));
  const { isPrinting, print } = usePrint(list);
  const columns: Column<Row>[] = [
    {
      id: 'name',
      head: t('document.customer'),
      cell: ({ customerId, name }) => (
        <Link className="link" to="/customers/$customerId" params={{ customerId }}>
          {name}
        </Link>
      ),
    },
    ...AGES.map(([key, name]) => ({
      id: key,
      head: headOf(t(name)),
      numeric: true,
      wide: key !== 'totalMinor',
      cell: (row: Row) => amount(row[key], row.currency),
    })),
    {
      id: 'statement',
      head: <span className="unseen">{t('page.customer-statement')}</span>,
      wide: true,
      cell: ({ customerId }) => (
        <Link className="link" to="/customer-statement" search={{ customerId, to: at }}>
          {t('aged.statement')}
        </Link>
      ),
    },
  ];
  const foot = totals.map((total) => ({
    name: t('total.all'),
    ...Object.fromEntries(AGES.map(([key]) => [key, amount(total[key], total.currency)])),
  }));
  return (
    <Page
      title={t('page.aged-receivables')}
      about={`${of} · ${t('report.at', { day: at })}`}
      tools={
        <>
          <PrintButton print={print} isPrinting={isPrinting} />
          <CsvButton route="GET /reports/aged-receivables" query={query} name="aged-receivables" />
        </>
      }
    >
      <FilterBar>
        <StoreFilter filters={filters} />
        <DayFilter filters={{ ...filters, values: { at } }} name="at" label={t('report.day')} />
      </FilterBar>
      <DataTable
        label={t('page.aged-receivables')}
        list={list}
        columns={columns}
        rowKey={({ customerId, currency }) => `${customerId}/${currency}`}
        empty={t('aged.none')}
        foot={foot}
        whole={isPrinting}
      />
    </Page>
  );
}
