import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { WriteOff } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { usePeople } from '../kit/use-people.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';
import { useProductNames } from './use-product-names.js';
import { WRITE_OFF_REASONS } from './write-off-reasons.js';

/** The write-offs of a store, newest first, by reason and day. */
export function WriteOffsPage() {
  const { t, day, money, quantity: shown } = useMessages();
  const may = useMay();
  const { nameOf: personOf } = usePeople();
  const { filters, query, list, about } = useStoreList<'GET /write-offs', 'reason' | 'from' | 'to'>('GET /write-offs');
  const nameOf = useProductNames(list.rows.flatMap(({ lines }) => lines.slice(0, 3).map(({ productId }) => productId)));
  const goodsOf = ({ lines }: WriteOff): string =>
    [
      ...lines.slice(0, 3).map((line) => `${shown(line.quantity, line)} × ${nameOf(line.productId)}`),
      ...(lines.length > 3 ? ['…'] : []),
    ].join(', ');
  return (
    <Page
      title={t('page.write-offs')}
      about={about}
      tools={
        <>
          {may('writeOffStock') && (
            <Button component={Link} to="/write-offs/new">
              {t('write-off.new')}
            </Button>
          )}
          <CsvButton route="GET /write-offs" query={query} name="write-offs" />
        </>
      }
    >
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="reason"
          label={t('write-off.reason')}
          choices={WRITE_OFF_REASONS.map((value) => ({ value, label: t(`write-off.is.${value}`) }))}
        />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <DataTable
        label={t('page.write-offs')}
        list={list}
        columns={[
          { id: 'number', head: t('write-off.number'), cell: ({ number }) => <bdi>{number}</bdi> },
          { id: 'day', head: t('write-off.day'), cell: ({ writtenOffDay }) => day(writtenOffDay) },
          {
            id: 'reason',
            head: t('write-off.reason'),
            cell: ({ reason, note }) => (
              <>
                {t(`write-off.is.${reason}`)} {note && <span className="quiet">{note}</span>}
              </>
            ),
          },
          { id: 'products', head: t('write-off.products'), wide: true, cell: goodsOf },
          { id: 'by', head: t('write-off.by'), wide: true, cell: ({ writtenOffBy }) => personOf(writtenOffBy) },
          ...(may('seeCosts')
            ? [
                {
                  id: 'cost',
                  head: t('write-off.cost'),
                  numeric: true,
                  cell: ({ totalCostMinor, currency }: WriteOff) =>
                    totalCostMinor === undefined ? '' : money(totalCostMinor, currency),
                },
              ]
            : []),
        ]}
        rowKey={({ writeOffId }) => writeOffId}
        empty={t(Object.keys(filters.values).length > 0 ? 'write-off.none-found' : 'write-off.none')}
      />
    </Page>
  );
}
