import { Link } from '@tanstack/react-router';
import type { Api } from '../api/schema.js';
import { StoreFilter } from '../books/store-filter.js';
import { useAmounts } from '../books/use-amounts.js';
import { useReport } from '../books/use-report.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton, usePrint } from '../kit/print-button.js';
import { useList } from '../kit/use-list.js';

type Aged = Api['GET /reports/aged-payables']['reply'];
type Row = Aged['items'][number];

const AGES: readonly (readonly [key: keyof Row & `${string}Minor`, name: MessageKey])[] = [
  ['currentMinor', 'aged.current'],
  ['from30Minor', 'aged.from30'],
  ['from60Minor', 'aged.from60'],
  ['from90Minor', 'aged.from90'],
  ['totalMinor', 'aged.total'],
];

/** What is owed to suppliers at the end of a day, by its age. */
export function AgedPayablesPage() {
  const { t, money } = useMessages();
  const { store, filters, today, isReady, of } = useReport<'at'>();
  const at = filters.values.at ?? today;
  const query = { at, ...(store ? { storeId: store.storeId } : {}) };
  const list = useList('GET /reports/aged-payables', { query, enabled: isReady });
  const totals = list.first?.totals ?? [];
  const { amount, headOf } = useAmounts(totals.map(({ currency }) => currency));
  const { isPrinting, print } = usePrint(list);
  const columns: Column<Row>[] = [
    {
      id: 'name',
      head: t('delivery.supplier'),
      cell: ({ supplierId, name }) => (
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
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
  ];
  const foot = totals.map((total) => ({
    name: t('total.all'),
    ...Object.fromEntries(AGES.map(([key]) => [key, amount(total[key], total.currency)])),
  }));
  return (
    <Page
      title={t('page.aged-payables')}
      about={`${of} · ${t('report.at', { day: at })}`}
      tools={
        <>
          <PrintButton print={print} isPrinting={isPrinting} />
          <CsvButton route="GET /reports/aged-payables" query={query} name="aged-payables" />
        </>
      }
    >
      <FilterBar>
        <StoreFilter filters={filters} />
        <DayFilter filters={{ ...filters, values: { at } }} name="at" label={t('report.day')} />
      </FilterBar>
      <DataTable
        label={t('page.aged-payables')}
        list={list}
        columns={columns}
        rowKey={({ supplierId, currency }) => `${supplierId}/${currency}`}
        empty={t('bill.aged-none')}
        foot={foot}
        whole={isPrinting}
      />
      {totals
        .filter(({ otherMinor }) => otherMinor !== 0)
        .map(({ otherMinor, currency }) => (
          <p key={currency} className="quiet">
            {t('bill.other', { amount: money(otherMinor, currency) })}
          </p>
        ))}
    </Page>
  );
}
