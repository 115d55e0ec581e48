import { Button, Paper } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { dayAfter, dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { Question } from '../kit/question.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';

/** While a day is being closed, its end is looked for. */
const LOOK_AGAIN_MS = 2_000;

type Snapshot = Api['GET /stores/{storeId}/days']['reply']['items'][number];

/** The closed days of a store with their chain, and the next one that can be closed. */
export function DaysPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('page.days')} about={store?.name}>
      {store && <Days key={store.storeId} store={store} />}
    </Page>
  );
}

function Days({ store }: { store: Store }) {
  const { t, figure, moment } = useMessages();
  const may = useMay();
  const { nameOf } = usePeople();
  const { storeId, currency, timeZone } = store;
  const list = useList('GET /stores/{storeId}/days', { params: { storeId } });
  const columns: Column<Snapshot>[] = [
    {
      id: 'day',
      head: t('ledger.day'),
      cell: ({ businessDay }) => (
        <Link className="link" to="/days/$day" params={{ day: businessDay }}>
          {businessDay}
        </Link>
      ),
    },
    { id: 'sales', head: t('day.sales'), numeric: true, cell: ({ figures }) => figures.sales },
    {
      id: 'gross',
      head: t('document.gross', { currency }),
      numeric: true,
      cell: ({ figures, currency: of }) => figure(figures.grossMinor, of),
    },
    {
      id: 'closed',
      head: t('days.closed-at'),
      wide: true,
      cell: ({ closedAt, closedBy }) => [moment(closedAt, timeZone), nameOf(closedBy)].filter(Boolean).join(' · '),
    },
    {
      id: 'chain',
      head: t('days.chain'),
      wide: true,
      cell: ({ sequence, hash }) => <code title={hash}>{`${sequence} · ${hash.slice(0, 12)}…`}</code>,
    },
  ];
  return (
    <>
      {may('closeDays') && <NextDay store={store} last={list.rows[0]?.businessDay} known={!list.isLoading} />}
      <DataTable
        label={t('page.days')}
        list={list}
        columns={columns}
        rowKey={({ businessDay }) => businessDay}
        empty={t('days.none')}
      />
    </>
  );
}

/** The next day to be closed: the one after the last closed, else that on which the store was opened. */
function NextDay({ store, last, known }: { store: Store; last: string | undefined; known: boolean }) {
  const { t, day, money } = useMessages();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const { storeId, currency, timeZone, createdAt } = store;
  const next = last ? dayAfter(last) : dayIn(timeZone, new Date(createdAt));
  const today = dayIn(timeZone, new Date());
  const summary = useQuery({
    queryKey: ['day', storeId, next],
    queryFn: () => ask('GET /stores/{storeId}/days/{day}/summary', { params: { storeId, day: next } }),
    enabled: known && next <= today,
  });
  const answered = () => {
    setAsks(false);
    return queries.invalidateQueries({ queryKey: ['list', 'GET /stores/{storeId}/days'] });
  };
  const close = useAct({
    run: (day: string, key) => ask('POST /stores/{storeId}/days/{day}/close', { params: { storeId, day }, key }),
    onDone: answered,
    onFailed: answered,
  });
  const underWay = close.data !== undefined && 'status' in close.data && close.variables === next;
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setInterval(() => void answered(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  });
  if (!known) return null;
  return (
    <Paper withBorder p="md" className="next-day">
      <div>
        <h2>{next > today ? t('days.all-closed') : t('days.next', { day: day(next) })}</h2>
        {next < today && summary.data && (
          <p className="quiet">
            {t('days.figures', { count: summary.data.sales, amount: money(summary.data.grossMinor, currency) })}
          </p>
        )}
        {next === today && <p className="quiet">{t('days.today')}</p>}
        {underWay && <p role="status">{t('days.under-way')}</p>}
        <ProblemNote error={close.error ?? summary.error} />
      </div>
      {next < today && (
        <Button onClick={() => setAsks(true)} loading={close.isPending}>
          {t('days.close')}
        </Button>
      )}
      <Question
        open={asks}
        title={t('days.close-title', { day: day(next) })}
        yes={t('days.close')}
        isRunning={close.isPending}
        onYes={() => close.mutate(next)}
        onNo={() => setAsks(false)}
      >
        {t('days.close-how')}
      </Question>
    </Paper>
  );
}
