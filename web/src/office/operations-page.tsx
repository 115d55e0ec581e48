import { Button, Paper, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { ChoiceFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Question } from '../kit/question.js';
import { Status, type Tone } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';

type Saga = Api['GET /operations/sagas']['reply']['items'][number];
type ParkedEvent = Api['GET /operations/events/parked']['reply']['items'][number];

const CONDITIONS = ['stuck', 'slow', 'running', 'gaveUp', 'failed'] as const;
const TONES: Readonly<Record<Saga['condition'], Tone>> = {
  stuck: 'bad',
  failed: 'bad',
  slow: 'warn',
  gaveUp: 'warn',
  running: 'quiet',
};
const REFRESH_MS = 5_000;
/** Parked events that are shown at once; the CSV has all. */
const MOST_EVENTS = '200';

/** What is under way and what is stuck: sagas by their condition, and events that no service could handle. */
export function OperationsPage() {
  const { t } = useMessages();
  return (
    <Page title={t('page.operations')}>
      <Sagas />
      <ParkedEvents />
    </Page>
  );
}

function Sagas() {
  const { t, moment } = useMessages();
  const filters = useFilters<'condition'>();
  const condition = filters.values.condition as Saga['condition'] | undefined;
  const { data, error } = useQuery({
    queryKey: ['sagas', condition],
    queryFn: () => ask('GET /operations/sagas', { query: condition ? { condition } : {} }),
    refetchInterval: REFRESH_MS,
  });
  const items = data?.items.toSorted((a, b) => CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition));
  return (
    <Paper withBorder p="md">
      <h2>{t('operations.sagas')}</h2>
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="condition"
          label={t('operations.condition')}
          choices={CONDITIONS.map((value) => ({
            value,
            label: `${t(`condition.${value}`)} (${data?.totals[value] ?? 0})`,
          }))}
        />
        <CsvButton route="GET /operations/sagas" query={filters.values} name="sagas" />
      </FilterBar>
      <ProblemNote error={error} />
      {items?.length === 0 && <p className="quiet">{t('operations.no-sagas')}</p>}
      {items && items.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('operations.sagas')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('operations.condition')}</Table.Th>
                <Table.Th>{t('operations.saga')}</Table.Th>
                <Table.Th>{t('operations.stage')}</Table.Th>
                <Table.Th>{t('operations.since')}</Table.Th>
                <Table.Th>{t('operations.failure')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((saga) => (
                <Table.Tr key={saga.sagaId}>
                  <Table.Td>
                    <Status tone={TONES[saga.condition]}>{t(`condition.${saga.condition}`)}</Status>
                  </Table.Td>
                  <Table.Td>
                    <code>{saga.sagaId}</code>
                  </Table.Td>
                  <Table.Td>{saga.stage ? t(`stage.${saga.stage}` as MessageKey) : ''}</Table.Td>
                  <Table.Td>{moment(saga.since, undefined)}</Table.Td>
                  <Table.Td>
                    {saga.failing.map(({ step, attempts, lastFailure }) => (
                      <div key={step}>
                        {t('operations.failing', { step, count: attempts })}
                        <div className="quiet">{lastFailure}</div>
                      </div>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Paper>
  );
}

function ParkedEvents() {
  const { t } = useMessages();
  const { data, error } = useQuery({
    queryKey: ['parked'],
    queryFn: () => ask('GET /operations/events/parked', { query: { limit: MOST_EVENTS } }),
    refetchInterval: REFRESH_MS,
  });
  const events = data?.items;
  return (
    <Paper withBorder p="md">
      <h2>{t('operations.parked')}</h2>
      {events && events.length > 0 && (
        <FilterBar>
          <CsvButton route="GET /operations/events/parked" query={{}} name="parked-events" />
        </FilterBar>
      )}
      <ProblemNote error={error} />
      {events?.length === 0 && <p className="quiet">{t('operations.no-parked')}</p>}
      <ul className="plain">
        {events?.map((event) => (
          <ParkedRow key={`${event.service} ${event.id}`} event={event} />
        ))}
      </ul>
    </Paper>
  );
}

function ParkedRow({ event }: { event: ParkedEvent }) {
  const { t, moment } = useMessages();
  const queries = useQueryClient();
  const [drops, setDrops] = useState(false);
  const [reason, setReason] = useState('');
  const params = { id: event.id };
  const { service } = event;
  const answered = () => {
    setDrops(false);
    return queries.invalidateQueries({ queryKey: ['parked'] });
  };
  const retry = useAct({
    run: (_input: void, key) => ask('POST /operations/events/parked/{id}/retry', { params, body: { service }, key }),
    onDone: answered,
    onFailed: answered,
  });
  const drop = useAct({
    run: (_input: void, key) =>
      ask('POST /operations/events/parked/{id}/drop', {
        params,
        body: { service, reason: reason.trim() },
        key,
      }),
    onDone: answered,
    onFailed: answered,
  });
  return (
    <li className="claim">
      <div>
        <strong>{event.type}</strong>{' '}
        <span className="quiet">{`${event.service} · ${moment(event.parkedAt, undefined)}`}</span>
        <p>{event.error}</p>
        {event.dropped && <p className="quiet">{t('operations.dropped', { reason: event.dropped.reason })}</p>}
        <ProblemNote error={retry.error ?? drop.error} />
      </div>
      {!event.dropped && (
        <div className="page-tools">
          <Button variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
            {t('operations.retry')}
          </Button>
          <Button variant="default" color="red" onClick={() => setDrops(true)}>
            {t('operations.drop')}
          </Button>
        </div>
      )}
      <Question
        open={drops}
        title={t('operations.drop-title', { type: event.type })}
        yes={t('operations.drop')}
        isRunning={drop.isPending}
        onYes={() => reason.trim() && drop.mutate()}
        onNo={() => setDrops(false)}
      >
        <p>{t('operations.drop-how')}</p>
        <TextInput
          label={t('back.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={(typed) => setReason(typed.currentTarget.value)}
        />
      </Question>
    </li>
  );
}
