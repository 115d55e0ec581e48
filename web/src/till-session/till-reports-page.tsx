import { Button, Modal, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store, ZReport } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { usePeople } from '../kit/use-people.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';
import { AddTill } from './add-till.js';
import { tillsOf } from './device-till.js';
import { PrintedReport } from './printed-report.js';

/** The tills of a store and the final reports of their sessions, newest first. */
export function TillReportsPage() {
  const { t, figure, moment } = useMessages();
  const { nameOf } = usePeople();
  const [shown, setShown] = useState<ZReport>();
  const { store, currency, filters, query, list, about } = useStoreList<'GET /till-reports', 'till'>(
    'GET /till-reports',
  );
  const { data, error } = useQuery({ ...tillsOf(store?.storeId ?? ''), enabled: store !== undefined });
  const columns: Column<ZReport>[] = [
    {
      id: 'number',
      head: t('report.session'),
      cell: (report) => (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(report)}>
          {t('report.number', { till: report.till, number: report.number })}
        </Button>
      ),
    },
    { id: 'closed', head: t('report.closed-at'), cell: ({ closedAt }) => moment(closedAt, store?.timeZone) },
    { id: 'by', head: t('payment.by'), wide: true, cell: ({ closedBy }) => nameOf(closedBy) },
    {
      id: 'gross',
      head: t('report.gross-in', { currency }),
      numeric: true,
      cell: (report) => figure(report.figures.grossMinor, report.currency),
    },
    {
      id: 'difference',
      head: t('report.difference-in', { currency }),
      numeric: true,
      cell: ({ differenceMinor, currency: of }) => figure(differenceMinor, of),
    },
  ];
  return (
    <Page
      title={t('page.till-reports')}
      about={about}
      tools={<CsvButton route="GET /till-reports" query={query} name="till-reports" />}
    >
      <ProblemNote error={error} />
      {store && <Tills store={store} />}
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="till"
          label={t('report.till')}
          choices={(data?.items ?? []).map(({ till, name }) => ({ value: till, label: `${name} (${till})` }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.till-reports')}
        list={list}
        columns={columns}
        rowKey={({ sessionId }) => sessionId}
        empty={t('report.none')}
      />
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={t('report.z')}
        closeButtonProps={{ 'aria-label': t('dialog.close') }}
      >
        {shown && store && <PrintedReport report={shown} store={store} />}
      </Modal>
    </Page>
  );
}

function Tills({ store }: { store: Store }) {
  const { t, moment } = useMessages();
  const may = useMay();
  const { data } = useQuery(tillsOf(store.storeId));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('session.tills')}>
      <h2>{t('session.tills')}</h2>
      <ul className="plain">
        {data?.items.map(({ till, name, openSession }) => (
          <li key={till}>
            <span>
              {name} ({till})
            </span>
            <span className={openSession ? 'mark good' : 'mark quiet'}>
              {openSession
                ? t('session.is-open', { at: moment(openSession.openedAt, store.timeZone) })
                : t('session.is-closed')}
            </span>
          </li>
        ))}
      </ul>
      {may('addTills') && <AddTill storeId={store.storeId} />}
    </Paper>
  );
}
