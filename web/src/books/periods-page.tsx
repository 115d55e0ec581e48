import { Button, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem, ask } from '../api/client.js';
import type { Period, Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { Question } from '../kit/question.js';
import { Status, type Tone } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';
import { openPeriods, type OpenPeriod, type PeriodState } from './periods.js';
import { useBooksChanged } from './use-post-entry.js';

const TONES: Readonly<Record<PeriodState, Tone>> = { ready: 'good', daysOpen: 'warn', running: 'quiet' };

/** The months and years of a store: which are open, which closes next, which are closed. */
export function PeriodsPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page
      title={t('page.periods')}
      about={store?.name}
      tools={store && <CsvButton route="GET /periods" query={{ storeId: store.storeId }} name="periods" />}
    >
      {store && <Periods key={store.storeId} store={store} />}
    </Page>
  );
}

function Periods({ store }: { store: Store }) {
  const { t, moment, period: named } = useMessages();
  const { nameOf } = usePeople();
  const { storeId, timeZone, createdAt } = store;
  const list = useList('GET /periods', { query: { storeId } });
  const { data: days, error } = useQuery({
    queryKey: ['list', 'last-day', storeId],
    queryFn: () => ask('GET /stores/{storeId}/days', { params: { storeId }, query: { limit: '1' } }),
  });
  const open = openPeriods({
    last: list.rows[0]?.period,
    lastClosedDay: days?.items[0]?.businessDay,
    opened: dayIn(timeZone, new Date(createdAt)),
    today: dayIn(timeZone, new Date()),
  });
  const columns: Column<Period>[] = [
    { id: 'period', head: t('period.name'), cell: ({ period }) => named(period) },
    {
      id: 'through',
      head: t('period.through'),
      cell: ({ through }) => (
        <Link className="link" to="/trial-balance" search={{ at: through }}>
          {through}
        </Link>
      ),
    },
    {
      id: 'closed',
      head: t('period.closed-at'),
      cell: ({ closedAt, closedBy }) => [moment(closedAt, timeZone), nameOf(closedBy)].filter(Boolean).join(' · '),
    },
    {
      id: 'entry',
      head: t('period.entry'),
      wide: true,
      cell: ({ closingEntryId: entryId }) =>
        entryId && (
          <Link className="link" to="/journal/$entryId" params={{ entryId }}>
            {t('period.result')}
          </Link>
        ),
    },
    {
      id: 'chain',
      head: t('period.chain'),
      wide: true,
      cell: ({ sequence, hash }) => <code title={hash}>{`${sequence} · ${hash.slice(0, 12)}…`}</code>,
    },
  ];
  return (
    <>
      <ProblemNote error={error} />
      {days && !list.isLoading && <OpenPeriods store={store} open={open} />}
      <DataTable
        label={t('period.closed')}
        list={list}
        columns={columns}
        rowKey={({ period }) => period}
        empty={t('period.none')}
      />
    </>
  );
}

/** The open periods, the first of which can be closed. */
function OpenPeriods({ store, open }: { store: Store; open: readonly OpenPeriod[] }) {
  const { t, period: named } = useMessages();
  const may = useMay();
  const refresh = useBooksChanged();
  const [asks, setAsks] = useState(false);
  const { storeId } = store;
  const [next] = open;
  const answered = () => {
    setAsks(false);
    return refresh();
  };
  const close = useAct({
    run: (period: string, key) => ask('POST /periods', { body: { storeId, period }, key }),
    onDone: answered,
    onFailed: answered,
  });
  const name = next ? named(next.period) : '';
  return (
    <Paper withBorder p="md" component="section" aria-label={t('period.open')}>
      <h2>{t('period.open')}</h2>
      {!next && <p className="quiet">{t('period.all-closed')}</p>}
      <ul className="plain">
        {open.map(({ period, state }, at) => (
          <li key={period}>
            <span>{named(period)}</span>
            <Status tone={TONES[state]}>{t(`period.state.${state}`)}</Status>
            {at === 0 && may('keepBooks') && (
              <Button size="compact-sm" onClick={() => setAsks(true)} loading={close.isPending}>
                {t('period.close', { period: name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Refusal error={close.error} />
      {next && (
        <Question
          open={asks}
          title={t('period.ask', { period: name })}
          yes={t('period.close', { period: name })}
          isRunning={close.isPending}
          onYes={() => close.mutate(next.period)}
          onNo={() => setAsks(false)}
        >
          {t(next.period.includes('-') ? 'period.month-how' : 'period.year-how')}
        </Question>
      )}
    </Paper>
  );
}

/** Why a period was not closed, with the day that is open. */
function Refusal({ error }: { error: unknown }) {
  const { t, day } = useMessages();
  const details = error instanceof ApiProblem ? (error.problem.details as { openDay?: string } | undefined) : undefined;
  return (
    <ProblemNote error={error}>
      {details?.openDay && (
        <p>
          <Link className="link" to="/days">
            {t('period.open-day', { day: day(details.openDay) })}
          </Link>
        </p>
      )}
    </ProblemNote>
  );
}
