import { Paper, Stack, TextInput } from '@mantine/core';
import { decimalQuantity } from '@comptoir/contracts/units';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Product, Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { typedQuantity } from '../quantity.js';

/** From which quantity on a product is low in the chosen store; empty takes it back to that of every store. */
export function StoreThreshold({ store, product }: { store: Store; product: Product }) {
  const { t, quantity } = useMessages();
  const queries = useQueryClient();
  const { productId, quantityDecimals } = product;
  const own = product.storeThresholds?.find((one) => one.storeId === store.storeId)?.lowStockThreshold;
  const form = useForm({
    initialValues: { lowStockThreshold: own === undefined ? '' : decimalQuantity(own, quantityDecimals) },
    validate: { lowStockThreshold: (text) => (thresholdOf(text) === undefined ? t('form.quantity') : null) },
  });
  /** Smallest units; null where nothing is typed, undefined where it is no quantity. */
  const thresholdOf = (text: string): number | null | undefined => {
    const typed = typedQuantity(text, quantityDecimals);
    if (typed === 'empty') return null;
    if (typed === 'zero') return 0;
    return typeof typed === 'number' ? typed : undefined;
  };
  const save = useAct({
    run: ({ lowStockThreshold }: { lowStockThreshold: string }, key) =>
      ask('PUT /products/{productId}/thresholds/{storeId}', {
        params: { productId, storeId: store.storeId },
        body: { lowStockThreshold: thresholdOf(lowStockThreshold) ?? null },
        key,
      }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['product', productId] }),
        queries.invalidateQueries({ queryKey: ['list'] }),
      ]),
  });
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit((typed) => save.mutate(typed))} noValidate>
        <Stack>
          <TextInput
            label={t('product.threshold-in', { store: store.name })}
            description={t('product.threshold-in-how', { quantity: quantity(product.lowStockThreshold, product) })}
            inputMode="decimal"
            {...form.getInputProps('lowStockThreshold')}
          />
          <FormEnd
            error={save.error}
            isDirty={form.isDirty() && !save.isSuccess}
            isSaving={save.isPending}
            save={t('product.threshold-save')}
          />
        </Stack>
      </form>
    </Paper>
  );
}
