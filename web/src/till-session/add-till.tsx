import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { useAct } from '../kit/use-act.js';

const CODE = /^[A-Z0-9]{1,8}$/;

/** Adds a till to a store. */
export function AddTill({ storeId }: { storeId: string }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { till: '', name: '' },
    validate: {
      till: (text) => (CODE.test(text.trim()) ? null : t('session.code-wrong')),
      name: (text) => (text.trim() ? null : t('form.missing')),
    },
  });
  const add = useAct({
    run: ({ till, name }: typeof form.values, key) =>
      ask('POST /stores/{storeId}/tills', {
        params: { storeId },
        body: { till: till.trim(), name: name.trim() },
        key,
      }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: ['tills'] });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Group align="end">
        <TextInput label={t('session.code')} maxLength={8} required {...form.getInputProps('till')} />
        <TextInput label={t('session.name')} maxLength={60} required {...form.getInputProps('name')} />
        <Button type="submit" loading={add.isPending}>
          {t('session.add')}
        </Button>
      </Group>
      <ProblemNote error={add.error} />
    </form>
  );
}
