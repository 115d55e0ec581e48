import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { changesOf } from './changes-of.js';
import { areScaleLayouts, ScaleLayoutsInput } from './scale-layouts.js';
import { parseCoin, StoreTermsInputs, termsOf, typedTerms } from './store-terms.js';

/** Changes the name, the address and the terms of a store; documents keep what they had. */
export function ChangeStore({ store }: { store: Store }) {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const title = t('store.change', { name: store.name });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        {title}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={title}
        closeButtonProps={{ 'aria-label': t('dialog.close') }}
      >
        <StoreForm key={store.revision} store={store} done={() => setIsOpen(false)} />
      </Modal>
    </>
  );
}

function StoreForm({ store, done }: { store: Store; done: () => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { storeId, revision, currency, name, address, scaleLayouts } = store;
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: { name, address, ...termsOf(store), scaleLayouts: [...scaleLayouts] },
    validate: {
      name: missing,
      address: missing,
      coin: (text) => (parseCoin(text, currency) === undefined ? t('form.amount') : null),
      scaleLayouts: (layouts) => (areScaleLayouts(layouts) ? null : t('store.scales-wrong')),
    },
  });
  const change = useAct({
    run: ({ name: newName, address: newAddress, scaleLayouts: newLayouts, ...terms }: typeof form.values, key) => {
      const { pricesIncludeTax, cashRoundingMinor } = store;
      const changes = changesOf(
        { name, address, pricesIncludeTax, cashRoundingMinor, scaleLayouts },
        { name: newName.trim(), address: newAddress.trim(), ...typedTerms(terms, currency), scaleLayouts: newLayouts },
      );
      return ask('PATCH /stores/{storeId}', { params: { storeId }, body: { revision, changes }, key });
    },
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['stores'] });
      done();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack>
        <TextInput label={t('store.name')} required {...form.getInputProps('name')} />
        <TextInput label={t('customer.address')} required {...form.getInputProps('address')} />
        <StoreTermsInputs currency={currency} tags={form.getInputProps('tags')} coin={form.getInputProps('coin')} />
        <ScaleLayoutsInput {...form.getInputProps('scaleLayouts')} />
        <FormEnd
          error={change.error}
          isDirty={form.isDirty() && !change.isSuccess}
          isSaving={change.isPending}
          save={t('form.save')}
        />
      </Stack>
    </form>
  );
}
