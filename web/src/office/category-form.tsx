import { Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Category } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';

/** What shows names of categories: their list, lists of products, and margins. */
const SHOWING = ['categories', 'list', 'day'];

/** The name of a category; without one, of a new category. */
export function CategoryForm({ category, done }: { category?: Category; done: () => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { name: category?.name ?? '' },
    validate: { name: (text) => (text.trim() ? null : t('form.missing')) },
  });
  const save = useAct({
    run: (typed: typeof form.values, key) => {
      const name = typed.name.trim();
      if (!category) return ask('POST /categories', { body: { name }, key });
      const { categoryId, revision } = category;
      return ask('PATCH /categories/{categoryId}', {
        params: { categoryId },
        body: { revision, changes: { name } },
        key,
      });
    },
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async () => {
      await Promise.all(SHOWING.map((name) => queries.invalidateQueries({ queryKey: [name] })));
      done();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput label={t('category.name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
        <FormEnd
          error={save.error}
          isDirty={form.isDirty() && !save.isSuccess}
          isSaving={save.isPending}
          save={category ? t('form.save') : t('category.add')}
        />
      </Stack>
    </form>
  );
}
