import { Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { AttachmentField, useFileFault } from './attachment-field.js';
import { withoutLines } from './entry-errors.js';
import { emptyLine, faultsOf, hasAmount, sentLines, sumsOf } from './entry-lines.js';
import { LinesEditor } from './lines-editor.js';
import { usePostEntry } from './use-post-entry.js';

/** A manual entry: its lines, why, and the paper it is posted from. */
export function EntryFormPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('page.entry')} about={store?.name}>
      {store && <EntryForm key={store.storeId} store={store} />}
    </Page>
  );
}

function EntryForm({ store }: { store: Store }) {
  const { t, money } = useMessages();
  const { storeId, currency, timeZone } = store;
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const fileFault = useFileFault();
  const form = useForm({
    initialValues: {
      businessDay: dayIn(timeZone, new Date()),
      memo: '',
      reason: '',
      document: '',
      file: null as File | null,
      lines: [emptyLine(), emptyLine()],
    },
    validate: ({ businessDay, memo, reason, file, lines }) => {
      const ofLines = Object.entries(faultsOf(lines, currency)).map(([field, fault]) => [field, t(fault)]);
      return {
        businessDay: missing(businessDay),
        memo: missing(memo),
        reason: missing(reason),
        file: fileFault(file),
        ...(Object.fromEntries(ofLines) as Record<string, string>),
      };
    },
  });
  const { lines } = form.values;
  const { debitMinor, differenceMinor } = sumsOf(lines, currency);
  const isBalanced = differenceMinor === 0 && debitMinor > 0;
  const post = usePostEntry(form.setErrors);
  const send = ({ lines: typed, memo, reason, document, ...rest }: typeof form.values): void =>
    post.mutate({
      ...rest,
      storeId,
      memo: memo.trim(),
      reason: reason.trim(),
      ...(document.trim() ? { document: document.trim() } : {}),
      lines: sentLines(typed, currency),
      indexes: typed.flatMap((line, at) => (hasAmount(line) ? [at] : [])),
    });
  return (
    <Paper withBorder p="md">
      <form onSubmit={form.onSubmit(send)} noValidate>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
            <TextInput label={t('entry-form.day')} type="date" required {...form.getInputProps('businessDay')} />
            <TextInput label={t('entry-form.memo')} required maxLength={200} {...form.getInputProps('memo')} />
            <TextInput label={t('entry-form.document')} maxLength={60} {...form.getInputProps('document')} />
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
            <p
              role="status"
              className="entry-difference"
              data-testid="difference"
              data-wrong={differenceMinor === 0 ? undefined : true}
            >
              {differenceMinor !== 0
                ? t('line-form.difference', { amount: money(Math.abs(differenceMinor), currency) })
                : isBalanced && t('line-form.balanced')}
            </p>
          </LinesEditor>
          <AttachmentField
            file={form.values.file}
            choose={(file) => form.setFieldValue('file', file)}
            error={form.errors['file']}
          />
          <FormEnd
            error={post.error}
            isDirty={form.isDirty() && !post.isSuccess}
            isSaving={post.isPending}
            isReady={isBalanced}
            save={t('entry-form.post')}
          />
        </Stack>
      </form>
    </Paper>
  );
}
