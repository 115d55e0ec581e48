import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { Status, type Tone } from '../kit/status.js';
import { useList } from '../kit/use-list.js';

type Row = Api['GET /webhooks/{webhookId}/deliveries']['reply']['items'][number];

const TONES: Readonly<Record<Row['state'], Tone>> = { pending: 'warn', delivered: 'good', givenUp: 'bad' };

/** The messages that an address was sent in the last 30 days, with what became of each attempt. */
export function WebhookPage() {
  const { t, moment } = useMessages();
  const { webhookId } = useParams({ from: '/office/webhooks/$webhookId' });
  const params = { webhookId };
  const { data, error } = useQuery({ queryKey: ['webhooks'], queryFn: () => ask('GET /webhooks', {}) });
  const list = useList('GET /webhooks/{webhookId}/deliveries', { params });
  const webhook = data?.items.find((one) => one.webhookId === webhookId);
  const columns: Column<Row>[] = [
    { id: 'at', head: t('webhook.at'), cell: ({ createdAt }) => moment(createdAt, undefined) },
    { id: 'type', head: t('webhook.type'), cell: ({ type }) => <bdi>{type}</bdi> },
    {
      id: 'state',
      head: t('webhook.state'),
      cell: ({ state }) => <Status tone={TONES[state]}>{t(`webhook.is.${state}`)}</Status>,
    },
    {
      id: 'attempts',
      head: t('webhook.attempts'),
      wide: true,
      cell: ({ attempts }) => attempts.map(({ status, fault }) => fault ?? String(status ?? '')).join(' · ') || '–',
    },
    { id: 'due', head: t('webhook.due'), wide: true, cell: ({ dueAt }) => (dueAt ? moment(dueAt, undefined) : '–') },
  ];
  return (
    <Page
      title={webhook?.url ?? t('page.webhooks')}
      about={webhook && t(webhook.active ? 'webhook.on' : 'webhook.off')}
      tools={
        <CsvButton route="GET /webhooks/{webhookId}/deliveries" params={params} query={{}} name="webhook-messages" />
      }
    >
      <ProblemNote error={error} />
      <DataTable
        label={t('webhook.messages')}
        list={list}
        columns={columns}
        rowKey={({ deliveryId }) => deliveryId}
        empty={t('webhook.no-messages')}
      />
    </Page>
  );
}
