import { Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef } from 'react';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { errorText } from '../i18n/problem-text.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { entryErrors, withoutLines } from './entry-errors.js';
import { emptyLine, faultsOf, hasAmount, sentLines, sumsOf } from './entry-lines.js';
import { LinesEditor } from './lines-editor.js';
import { OpeningEquity } from './opening-equity.js';
import { useBooksChanged } from './use-post-entry.js';

/** Accounts that most positions have, in the order in which a person has them at hand. */
const USUAL = ['cash', 'bankTransfer', 'receivable', 'payables'] as const;

/** The opening position, line by line; what it comes to is put against the opening equity. */
export function OpeningForm({ store }: { store: Store }) {
  const messages = useMessages();
  const { t } = messages;
  const { storeId, currency, timeZone } = store;
  const refresh = useBooksChanged();
  const sent = useRef<readonly number[]>([]);
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: {
      businessDay: dayIn(timeZone, new Date()),
      reason: '',
      lines: USUAL.map((account) => emptyLine(account)),
    },
    validate: ({ businessDay, reason, lines }) => ({
      businessDay: missing(businessDay),
      reason: missing(reason),
      ...(Object.fromEntries(
        Object.entries(faultsOf(lines, currency)).map(([field, fault]) => [field, t(fault)]),
      ) as Record<string, string>),
    }),
  });
  const post = useAct({
    run: ({ businessDay, reason, lines }: typeof form.values, key) => {
      sent.current = lines.flatMap((line, at) => (hasAmount(line) ? [at] : []));
      const body = { storeId, businessDay, reason: reason.trim(), lines: sentLines(lines, currency) };
      return ask('POST /openings', { body, key });
    },
    onFailed: (error) => form.setErrors(entryErrors(error, sent.current, errorText(messages, error).message)),
    onDone: refresh,
  });
  const { lines } = form.values;
  return (
    <Paper withBorder p="md">
      <form onSubmit={form.onSubmit((typed) => post.mutate(typed))} noValidate>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('entry-form.day')} type="date" required {...form.getInputProps('businessDay')} />
            <TextInput label={t('entry-form.reason')} required maxLength={500} {...form.getInputProps('reason')} />
          </SimpleGrid>
          <LinesEditor
            store={store}
            lines={lines}
            change={(next) => {
              form.setErrors(withoutLines(form.errors));
              form.setFieldValue('lines', next);
            }}
            errors={form.errors}
          >
            <OpeningEquity store={store} differenceMinor={sumsOf(lines, currency).differenceMinor} />
          </LinesEditor>
          <FormEnd
            error={post.error}
            isDirty={form.isDirty() && !post.isSuccess}
            isSaving={post.isPending}
            isReady={lines.some(hasAmount)}
            save={t('opening.post')}
          />
        </Stack>
      </form>
    </Paper>
  );
}
