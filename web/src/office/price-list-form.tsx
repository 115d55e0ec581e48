import { Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { PriceList } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { GroupField } from './group-field.js';

/** What shows price lists: their list, and the stores that know them. */
const SHOWING = ['price-lists', 'stores'];

/** A new price list; of one that is there, its name and period: for whom it is stays. */
export function PriceListForm({ list, done }: { list?: PriceList; done: () => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { store, stores } = useStores();
  const form = useForm({
    initialValues: {
      name: list?.name ?? '',
      storeId: list ? (list.storeId ?? '') : '',
      group: list?.group ?? '',
      from: list?.from ?? dayIn(store?.timeZone ?? 'UTC', new Date()),
      until: list?.until ?? '',
    },
    validate: {
      name: (text) => (text.trim() ? null : t('form.missing')),
      from: (day) => (day ? null : t('form.missing')),
      until: (day, { from }) => (day === '' || from <= day ? null : t('problem.price-list.period-wrong')),
    },
  });
  const save = useAct({
    run: ({ name, storeId, group, from, until }: typeof form.values, key) => {
      if (list) {
        const { priceListId, revision } = list;
        const changes = { name: name.trim(), from, until: until || null };
        return ask('PATCH /price-lists/{priceListId}', { params: { priceListId }, body: { revision, changes }, key });
      }
      const currency = stores.find((one) => one.storeId === storeId)?.currency ?? store?.currency ?? 'DZD';
      return ask('POST /price-lists', {
        body: {
          name: name.trim(),
          ...(storeId ? { storeId } : {}),
          ...(group.trim() ? { group: group.trim() } : {}),
          from,
          ...(until ? { until } : {}),
          currency,
        },
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
        <TextInput label={t('pricelist.name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
        {!list && (
          <>
            <NativeSelect
              label={t('frame.store')}
              data={[
                { value: '', label: t('pricelist.all-stores') },
                ...stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
              ]}
              {...form.getInputProps('storeId')}
            />
            <GroupField how={t('pricelist.group-how')} {...form.getInputProps('group')} />
          </>
        )}
        <Group grow>
          <TextInput label={t('pricelist.from')} type="date" required {...form.getInputProps('from')} />
          <TextInput label={t('pricelist.until')} type="date" {...form.getInputProps('until')} />
        </Group>
        <FormEnd
          error={save.error}
          isDirty={form.isDirty() && !save.isSuccess}
          isSaving={save.isPending}
          save={list ? t('form.save') : t('pricelist.add')}
        />
      </Stack>
    </form>
  );
}
