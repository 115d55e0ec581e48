import { Button, Group, Paper, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { ActDialog } from '../payment/act-dialog.js';

type Webhook = Api['GET /webhooks']['reply']['items'][number];

/** Addresses of other programs that are told of stock: added with their secret, switched off and on. */
export function WebhooksPage() {
  const { t } = useMessages();
  const { data, error } = useQuery({ queryKey: ['webhooks'], queryFn: () => ask('GET /webhooks', {}) });
  return (
    <Page
      title={t('page.webhooks')}
      about={t('webhook.about')}
      tools={
        <ActDialog label={t('webhook.add')} title={t('webhook.add')}>
          {(done) => <AddWebhook done={done} />}
        </ActDialog>
      }
    >
      <ProblemNote error={error} />
      {data?.items.length === 0 && <p className="quiet">{t('webhook.none')}</p>}
      {data && data.items.length > 0 && (
        <Paper withBorder p="md">
          <Table className="rows-stack">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('webhook.address')}</Table.Th>
                <Table.Th>{t('webhook.state')}</Table.Th>
                <Table.Th>
                  <span className="unseen">{t('webhook.switch')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((webhook) => (
                <WebhookRow key={webhook.webhookId} webhook={webhook} />
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
    </Page>
  );
}

function WebhookRow({ webhook: { webhookId, url, active } }: { webhook: Webhook }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const change = useAct({
    run: (isActive: boolean, key) =>
      ask('PATCH /webhooks/{webhookId}', { params: { webhookId }, body: { active: isActive }, key }),
    onDone: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  return (
    <Table.Tr>
      <Table.Td data-label={t('webhook.address')}>
        <Link className="link" to="/webhooks/$webhookId" params={{ webhookId }}>
          <bdi>{url}</bdi>
        </Link>
      </Table.Td>
      <Table.Td data-label={t('webhook.state')}>
        <Status tone={active ? 'good' : 'quiet'}>{t(active ? 'webhook.on' : 'webhook.off')}</Status>
        <ProblemNote error={change.error} />
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t(active ? 'webhook.switch-off-of' : 'webhook.switch-on-of', { url })}
          loading={change.isPending}
          onClick={() => change.mutate(!active)}
        >
          {t(active ? 'webhook.switch-off' : 'webhook.switch-on')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

/** Adds an address; its secret is shown once. */
function AddWebhook({ done }: { done: () => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const [url, setUrl] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const add = useAct({
    run: (address: string, key) => ask('POST /webhooks', { body: { url: address }, key }),
    onDone: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  if (add.data) {
    return (
      <>
        <p>{t('webhook.secret-how')}</p>
        <TextInput label={t('webhook.secret')} readOnly value={add.data.secret} />
        <Group justify="end">
          <Button onClick={done}>{t('dialog.close')}</Button>
        </Group>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setIsAsked(true);
        if (url.trim() !== '') add.mutate(url.trim());
      }}
      noValidate
    >
      <TextInput
        label={t('webhook.address')}
        description={t('webhook.address-how')}
        required
        type="url"
        maxLength={500}
        value={url}
        error={isAsked && url.trim() === '' ? t('form.missing') : undefined}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <ProblemNote error={add.error} />
      <Group justify="end" mt="md">
        <Button type="submit" loading={add.isPending}>
          {t('webhook.add')}
        </Button>
      </Group>
    </form>
  );
}
