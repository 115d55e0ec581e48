import { Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';

/** Whether the person is told by mail of stock that runs low; nothing where the installation sends no mails. */
export function MailChoice() {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['notice-preferences'],
    queryFn: () => ask('GET /notice-preferences', {}),
  });
  const choose = useAct({
    run: (stockAlerts: boolean, key) => ask('PUT /notice-preferences', { body: { stockAlerts }, key }),
    onDone: () => queries.invalidateQueries({ queryKey: ['notice-preferences'] }),
  });
  if (!data) return <ProblemNote error={error} />;
  return (
    <>
      <Switch
        label={t('alert.mail')}
        description={t(data.mailOffered ? 'alert.mail-how' : 'alert.no-mail')}
        checked={choose.isPending ? choose.variables : data.stockAlerts}
        disabled={!data.mailOffered}
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
      <ProblemNote error={choose.error} />
    </>
  );
}
