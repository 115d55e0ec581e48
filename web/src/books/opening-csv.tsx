import { Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem, ask, newKey } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { errorText } from '../i18n/problem-text.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { CsvChooser } from './csv-chooser.js';
import { entryErrors } from './entry-errors.js';
import { OpeningPreview } from './opening-preview.js';
import { titleOf, useChart } from './use-chart.js';
import { useBooksChanged } from './use-post-entry.js';

const COLUMNS = 'account,customerId,till,label,debit,credit';

/** The opening position from a CSV file: its faults by line and column, else what would be posted, before it is. */
export function OpeningCsv({ store }: { store: Store }) {
  const { t } = useMessages();
  const { storeId } = store;
  const check = useMutation({
    mutationFn: async (chosen: File) => {
      const csv = await chosen.text();
      const { items } = await ask('POST /openings/csv/preview', { body: { storeId, csv }, key: newKey() });
      return { csv, items };
    },
  });
  return (
    <>
      <Paper withBorder p="md">
        <Stack>
          <div className="quiet">{t('opening.csv-how', { columns: COLUMNS })}</div>
          <CsvChooser
            label={t('opening.file')}
            columns={COLUMNS}
            templateName="opening.csv"
            error={check.error}
            onChosen={(chosen) => (chosen ? check.mutate(chosen) : check.reset())}
          />
          <AccountKeys store={store} />
        </Stack>
      </Paper>
      {check.data && <Import key={check.data.csv} store={store} csv={check.data.csv} items={check.data.items} />}
    </>
  );
}

/** What the column `account` of the file may say. */
function AccountKeys({ store }: { store: Store }) {
  const { t } = useMessages();
  const { chart } = useChart(store.companyId);
  const kept = (chart?.items ?? []).filter(({ type }) => type !== 'income' && type !== 'expense');
  return (
    <details>
      <summary>{t('opening.keys')}</summary>
      <ul className="plain">
        {kept.map((one) => (
          <li key={one.account}>
            <span>{titleOf(one)}</span>
            <code>{one.account}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a file without faults comes to, and the act that posts it. */
function Import({
  store,
  csv,
  items,
}: {
  store: Store;
  csv: string;
  items: Parameters<typeof OpeningPreview>[0]['items'];
}) {
  const messages = useMessages();
  const { t } = messages;
  const { storeId, timeZone } = store;
  const refresh = useBooksChanged();
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: { businessDay: dayIn(timeZone, new Date()), reason: '' },
    validate: { businessDay: missing, reason: missing },
  });
  const post = useAct({
    run: ({ businessDay, reason }: typeof form.values, key) =>
      ask('POST /openings/csv', { body: { storeId, businessDay, reason: reason.trim(), csv }, key }),
    onFailed: (error) => form.setErrors(entryErrors(error, [], errorText(messages, error).message)),
    onDone: refresh,
  });
  const wrong =
    post.error instanceof ApiProblem ? (post.error.problem.details as { line?: number } | undefined)?.line : undefined;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('opening.preview')}>
      <form onSubmit={form.onSubmit((typed) => post.mutate(typed))} noValidate>
        <Stack>
          <h2>{t('opening.preview')}</h2>
          <OpeningPreview store={store} items={items} wrong={wrong} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('entry-form.day')} type="date" required {...form.getInputProps('businessDay')} />
            <TextInput label={t('entry-form.reason')} required maxLength={500} {...form.getInputProps('reason')} />
          </SimpleGrid>
          <FormEnd error={post.error} isDirty={!post.isSuccess} isSaving={post.isPending} save={t('opening.post')} />
        </Stack>
      </form>
    </Paper>
  );
}
