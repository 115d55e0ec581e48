import { Link } from '@tanstack/react-router';
import type { Sale } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { AmountFilter, ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { usePeople } from '../kit/use-people.js';
import { useStoreList } from '../kit/use-store-list.js';
import { FindSaleField } from './find-sale-field.js';

type SaleFilter = 'number' | 'soldBy' | 'state' | 'from' | 'to' | 'minGrossMinor' | 'maxGrossMinor';

const STATES = ['posting', 'final', 'correcting', 'cancelled'] as const;

/** Filters that the API answers within days only; a number is found on any day. */
function needsDays({
  number,
  soldBy,
  state,
  minGrossMinor,
  maxGrossMinor,
}: Partial<Record<SaleFilter, string>>): boolean {
  return number === undefined && [soldBy, state, minGrossMinor, maxGrossMinor].some((one) => one !== undefined);
}

/** Finds a sale by the code of its receipt, and lists the sales of the store by number, day, seller, state and amount, newest first. */
export function SalesPage() {
  const { t, figure, moment } = useMessages();
  const { currency, filters, query, list, about } = useStoreList<'GET /sales', SaleFilter>('GET /sales', needsDays);
  const { people, nameOf } = usePeople();
  const columns: Column<Sale>[] = [
    {
      id: 'number',
      head: t('sale.number'),
      cell: ({ saleId, invoiceNumber }) => (
        <Link className="link" to="/sales/$saleId" params={{ saleId }}>
          {invoiceNumber ?? t('sold.no-number')}
        </Link>
      ),
    },
    { id: 'at', head: t('sale.at'), cell: ({ soldAt, store: { timeZone } }) => moment(soldAt, timeZone) },
    {
      id: 'customer',
      head: t('document.customer'),
      wide: true,
      cell: ({ customer }) => (customer.kind === 'walkIn' ? t('document.walk-in') : customer.name),
    },
    ...(people.length > 0
      ? [{ id: 'seller', head: t('sale.seller'), wide: true, cell: ({ soldBy }: Sale) => nameOf(soldBy.id) }]
      : []),
    {
      id: 'state',
      head: t('sale.state'),
      wide: true,
      cell: ({ state }) => (state === 'final' ? '' : <Status tone="quiet">{t(`sale.${state}`)}</Status>),
    },
    {
      id: 'gross',
      head: t('sale.gross', { currency }),
      numeric: true,
      cell: ({ grossMinor, currency: of }) => figure(grossMinor, of),
    },
  ];
  return (
    <Page title={t('page.sales')} about={about} tools={<CsvButton route="GET /sales" query={query} name="sales" />}>
      <FindSaleField />
      <FilterBar>
        <TextFilter filters={filters} name="number" label={t('sale.number')} />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('sale.state')}
          choices={STATES.map((value) => ({ value, label: t(`sale.${value}`) }))}
        />
        {people.length > 0 && (
          <ChoiceFilter
            filters={filters}
            name="soldBy"
            label={t('sale.seller')}
            choices={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
        )}
        <AmountFilter filters={filters} name="minGrossMinor" label={t('filter.at-least')} currency={currency} />
        <AmountFilter filters={filters} name="maxGrossMinor" label={t('filter.at-most')} currency={currency} />
      </FilterBar>
      <DataTable
        label={t('page.sales')}
        list={list}
        columns={columns}
        rowKey={({ saleId }) => saleId}
        empty={t(Object.keys(filters.values).length > 0 ? 'sale.none-found' : 'sale.none')}
      />
    </Page>
  );
}
