import { STOCK_AGES } from '@comptoir/contracts/stock-age-limits';
import { Link } from '@tanstack/react-router';
import type { StockAges } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';

const UNSOLD_DAYS = [30, 60, 90, 180, 365];

/** The stock of a store by the age of its batches, with its value for those who may see it, and what is not sold any more. */
export function StockAgesPage() {
  const { t, quantity, money, moment } = useMessages();
  const seesCosts = useMay()('seeCosts');
  const { store, filters, query, list, about } = useStoreList<'GET /stock-ages', 'unsoldDays'>('GET /stock-ages');
  const ageName = (at: number): string => {
    const next = STOCK_AGES[at + 1];
    return next === undefined
      ? t('ages.more', { from: STOCK_AGES[at]! })
      : t('ages.between', { from: STOCK_AGES[at]!, to: next - 1 });
  };
  const value = (minor: number | undefined, currency: string): string =>
    minor === undefined || minor === 0 ? '–' : money(minor, currency);
  const columns: Column<StockAges>[] = [
    {
      id: 'product',
      head: t('ages.product'),
      cell: ({ productId, name }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {name}
        </Link>
      ),
    },
    { id: 'oldest', head: t('ages.oldest'), wide: true, cell: ({ oldestAt }) => moment(oldestAt, store?.timeZone) },
    { id: 'quantity', head: t('ages.quantity'), numeric: true, cell: (row) => quantity(row.quantity, row) },
    ...STOCK_AGES.map((fromDays, at): Column<StockAges> => ({
      id: `from${fromDays}`,
      head: ageName(at),
      numeric: true,
      wide: true,
      cell: (row) => {
        const { costMinor, quantity: units } = row.ages[at]!;
        return seesCosts ? value(costMinor, row.currency) : units === 0 ? '–' : quantity(units, row);
      },
    })),
    ...(seesCosts
      ? [
          {
            id: 'value',
            head: t('ages.value'),
            numeric: true,
            cell: ({ costMinor, currency }: StockAges) => value(costMinor, currency),
          },
        ]
      : []),
  ];
  const totals = filters.values.unsoldDays === undefined && seesCosts ? (list.first?.totals ?? []) : [];
  const foot = totals.map(({ currency, costMinor, ages }) => ({
    product: t('ages.total'),
    ...Object.fromEntries(ages.map((age) => [`from${age.fromDays}`, value(age.costMinor, currency)])),
    value: value(costMinor, currency),
  }));
  return (
    <Page
      title={t('page.stock-ages')}
      about={about}
      tools={<CsvButton route="GET /stock-ages" query={query} name="stock-ages" />}
    >
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="unsoldDays"
          label={t('ages.show')}
          none={t('ages.all')}
          choices={UNSOLD_DAYS.map((days) => ({ value: String(days), label: t('ages.unsold', { days }) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.stock-ages')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        foot={foot}
        empty={t(filters.values.unsoldDays === undefined ? 'ages.none' : 'ages.none-unsold')}
      />
    </Page>
  );
}
