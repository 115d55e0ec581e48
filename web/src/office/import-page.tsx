import { Button, Group, Paper, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Import, ImportError } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Facts } from '../kit/facts.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { IMPORT_KINDS } from './import-kinds.js';

const LOOK_AGAIN_MS = 1_000;
const MOVING = ['checking', 'running'];

/** One import: what its rows would do, what is wrong, the run with its progress, and what came of it. */
export function ImportPage() {
  const { t, moment } = useMessages();
  const { importId, kind: asked } = useParams({ from: '/office/imports/$kind/$importId' });
  const kind = IMPORT_KINDS.find((one) => one === asked) ?? 'products';
  const { data, error } = useQuery({
    queryKey: ['import', importId],
    queryFn: () => ask(`GET /imports/${kind}/{importId}`, { params: { importId } }),
    refetchInterval: ({ state }) => (state.data && !MOVING.includes(state.data.state) ? false : LOOK_AGAIN_MS),
  });
  return (
    <Page title={data?.fileName ?? t('import.one')} about={data && moment(data.createdAt, undefined)}>
      <ProblemNote error={error} />
      {data && (
        <>
          <p role="status">{t(`import.state.${data.state}`)}</p>
          <Moving shown={data} />
          <Seen shown={data} />
          <Acts shown={data} />
          {data.state !== 'checking' && data.counts.wrong + data.written.refused > 0 && <Errors shown={data} />}
        </>
      )}
    </Page>
  );
}

/** How far it is, while it moves. */
function Moving({ shown: { state, rows, checkedRows, doneRows, rowsPerSecond } }: { shown: Import }) {
  const { t } = useMessages();
  if (!MOVING.includes(state)) return null;
  const done = state === 'checking' ? checkedRows : doneRows;
  return (
    <Paper withBorder p="md">
      <Progress value={(100 * done) / Math.max(1, rows)} aria-label={t('import.progress')} />
      <p>{t('import.so-far', { done, rows })}</p>
      {state === 'running' && rowsPerSecond !== undefined && <p>{t('import.speed', { rows: rowsPerSecond })}</p>}
    </Paper>
  );
}

/** What was recognised, what the rows would do, and what they did. */
function Seen({ shown }: { shown: Import }) {
  const { t } = useMessages();
  const { columns, unknownColumns, counts, written, mode } = shown;
  const known = columns.filter(({ column }) => column !== null).map(({ name }) => name);
  const ran = mode !== undefined;
  return (
    <Facts
      facts={[
        [t('import.columns'), known.join(', ')],
        [t('import.unknown-columns'), unknownColumns.join(', ')],
        [t('import.new'), String(ran ? written.added : counts.new)],
        [t('import.changed'), String(ran ? written.changed : counts.changed)],
        [t('import.unchanged'), String(ran ? written.unchanged : counts.unchanged)],
        [t('import.wrong'), String(counts.wrong + written.refused)],
      ]}
    />
  );
}

/** What may be done with it at its step. */
function Acts({ shown: { importId, kind, state, counts } }: { shown: Import }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const onDone = () => queries.invalidateQueries({ queryKey: ['import', importId] });
  const run = useAct({
    run: (mode: 'allOrNothing' | 'goodRowsOnly', key) =>
      ask(`POST /imports/${kind}/{importId}/run`, { params: { importId }, body: { mode }, key }),
    onDone,
  });
  const cancel = useAct({
    run: (_none: undefined, key) => ask(`POST /imports/${kind}/{importId}/cancel`, { params: { importId }, key }),
    onDone,
  });
  const toDo = counts.new + counts.changed;
  return (
    <>
      <Group>
        {state === 'ready' && counts.wrong === 0 && (
          <Button onClick={() => run.mutate('allOrNothing')} loading={run.isPending} disabled={toDo === 0}>
            {t('import.run-all', { rows: toDo })}
          </Button>
        )}
        {state === 'ready' && counts.wrong > 0 && (
          <Button onClick={() => run.mutate('goodRowsOnly')} loading={run.isPending} disabled={toDo === 0}>
            {t('import.run-good', { rows: toDo })}
          </Button>
        )}
        {(state === 'ready' || MOVING.includes(state)) && (
          <Button variant="default" onClick={() => cancel.mutate(undefined)} loading={cancel.isPending}>
            {t('import.cancel')}
          </Button>
        )}
      </Group>
      {state === 'ready' && toDo === 0 && <p>{t('import.nothing')}</p>}
      <ProblemNote error={run.error ?? cancel.error} />
    </>
  );
}

/** What is wrong, row by row, and as a file. */
function Errors({ shown: { importId, kind, state } }: { shown: Import }) {
  const { t, lookup } = useMessages();
  const list = useList(`GET /imports/${kind}/{importId}/errors`, { params: { importId }, query: {} });
  const columns: Column<ImportError>[] = [
    { id: 'line', head: t('import.line'), numeric: true, cell: ({ line }) => line },
    { id: 'column', head: t('import.column'), cell: ({ column }) => column },
    { id: 'found', head: t('import.found'), cell: ({ found }) => found },
    {
      id: 'fault',
      head: t('import.fault'),
      cell: ({ code }) => lookup(`import.fault.${code}`) ?? lookup(`problem.${code}`) ?? code,
    },
    { id: 'right', head: t('import.right'), wide: true, cell: ({ right }) => <bdi>{right}</bdi> },
  ];
  return (
    <>
      <Group>
        <CsvButton
          route={`GET /imports/${kind}/{importId}/errors`}
          params={{ importId }}
          query={{}}
          name="import-errors"
        />
      </Group>
      <DataTable
        key={state}
        label={t('import.errors')}
        list={list}
        columns={columns}
        rowKey={({ line, column, code }) => `${line}/${column}/${code}`}
        empty={t('import.no-errors')}
      />
    </>
  );
}
