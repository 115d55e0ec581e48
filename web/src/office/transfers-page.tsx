import { Button, Group } from '@mantine/core';
import { TRANSFER_STATES } from '@comptoir/contracts/transfer-states';
import { Link } from '@tanstack/react-router';
import type { Transfer } from '../api/shapes.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';
import { transferTone } from './transfer-state.js';

type Filter = 'side' | 'state' | 'onTheRoad';

/** What a store has to do, each as the filters that show it. */
const VIEWS: readonly [name: MessageKey, search: Partial<Record<Filter, string>>][] = [
  ['transfer.to-send', { side: 'from', state: 'requested' }],
  ['transfer.on-the-road', { onTheRoad: 'true' }],
  ['transfer.to-receive', { side: 'to', onTheRoad: 'true' }],
  ['transfer.all', {}],
];

/** The transfers of a store, newest first: to send, on the road, to receive. */
export function TransfersPage() {
  const { t } = useMessages();
  const may = useMay();
  const { filters, query, list, about } = useStoreList<'GET /transfers', Filter>('GET /transfers');
  const columns = useColumns();
  const isShown = (search: Partial<Record<Filter, string>>): boolean =>
    (['side', 'state', 'onTheRoad'] as const).every((name) => filters.values[name] === search[name]);
  return (
    <Page
      title={t('page.transfers')}
      about={about}
      tools={
        <>
          {may('requestTransfers') && (
            <Button component={Link} to="/transfers/new">
              {t('transfer.new')}
            </Button>
          )}
          <CsvButton route="GET /transfers" query={query} name="transfers" />
        </>
      }
    >
      <Group component="nav" gap="xs" aria-label={t('page.transfers')}>
        {VIEWS.map(([name, search]) => (
          <Button
            key={name}
            component={Link}
            size="compact-sm"
            variant={isShown(search) ? 'filled' : 'default'}
            {...(isShown(search) ? { 'aria-current': 'true' } : {})}
            to="/transfers"
            search={search as never}
          >
            {t(name)}
          </Button>
        ))}
      </Group>
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="side"
          label={t('transfer.side')}
          choices={(['from', 'to'] as const).map((value) => ({ value, label: t(`transfer.side.${value}`) }))}
        />
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('transfer.state')}
          choices={TRANSFER_STATES.map((value) => ({ value, label: t(`transfer.is.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.transfers')}
        list={list}
        columns={columns}
        rowKey={({ transferId }) => transferId}
        empty={t(Object.keys(filters.values).length > 0 ? 'transfer.none-found' : 'transfer.none')}
      />
    </Page>
  );
}

function useColumns(): Column<Transfer>[] {
  const { t, day, money } = useMessages();
  const may = useMay();
  return [
    {
      id: 'number',
      head: t('transfer.number'),
      cell: ({ transferId, number }) => (
        <Link className="link" to="/transfers/$transferId" params={{ transferId }}>
          <bdi>{number}</bdi>
        </Link>
      ),
    },
    { id: 'from', head: t('transfer.from'), cell: ({ fromStoreName }) => fromStoreName },
    { id: 'to', head: t('transfer.to'), cell: ({ toStoreName }) => toStoreName },
    { id: 'created', head: t('transfer.created'), wide: true, cell: ({ createdDay }) => day(createdDay) },
    {
      id: 'state',
      head: t('transfer.state'),
      cell: ({ state }) => <Status tone={transferTone(state)}>{t(`transfer.is.${state}`)}</Status>,
    },
    ...(may('seeCosts')
      ? [
          {
            id: 'value',
            head: t('transfer.value'),
            numeric: true,
            cell: ({ leftCostMinor, currency }: Transfer) =>
              leftCostMinor === undefined ? '' : money(leftCostMinor, currency),
          },
        ]
      : []),
  ];
}
