import { Stack, TextInput } from '@mantine/core';
import { decimalQuantity } from '@comptoir/contracts/units';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { SupplierProduct } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { typedQuantity } from '../quantity.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { ProductField } from './product-field.js';

/** The number that a supplier has for a product and by how many it is ordered; without one, the product is chosen first. What is empty is taken out. */
export function SupplierNumberForm({
  supplierId,
  product,
  done,
}: {
  supplierId: string;
  product?: SupplierProduct;
  done: () => void;
}) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<{ productId: string; name?: string; quantityDecimals: number } | undefined>(
    product,
  );
  const multipleOf = (text: string): number | undefined => {
    const typed = typedQuantity(text, chosen?.quantityDecimals ?? 0);
    return typeof typed === 'number' ? typed : undefined;
  };
  const form = useForm({
    initialValues: {
      catalogNumber: product?.catalogNumber ?? '',
      orderMultiple: product?.orderMultiple ? decimalQuantity(product.orderMultiple, product.quantityDecimals) : '',
    },
    validate: {
      catalogNumber: (text, { orderMultiple }) => (product || text.trim() || orderMultiple ? null : t('form.missing')),
      orderMultiple: (text) => (text.trim() === '' || multipleOf(text) !== undefined ? null : t('form.quantity')),
    },
  });
  const save = useAct({
    run: (
      { productId, catalogNumber, orderMultiple }: { productId: string; catalogNumber: string; orderMultiple: string },
      key,
    ) =>
      ask('PUT /suppliers/{supplierId}/products/{productId}', {
        params: { supplierId, productId },
        body: { catalogNumber: catalogNumber.trim() || null, orderMultiple: multipleOf(orderMultiple) ?? null },
        key,
      }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      done();
    },
  });
  return (
    <Stack>
      {!product && <ProductField label={t('supplier.which-product')} onProduct={setChosen} />}
      {chosen && (
        <form onSubmit={form.onSubmit((typed) => save.mutate({ productId: chosen.productId, ...typed }))} noValidate>
          <Stack>
            {chosen.name !== undefined && <p>{chosen.name}</p>}
            <TextInput
              label={t('supplier.number')}
              maxLength={60}
              data-autofocus
              {...form.getInputProps('catalogNumber')}
            />
            <TextInput
              label={t('supplier.multiple')}
              description={t('supplier.multiple-how')}
              inputMode="decimal"
              {...form.getInputProps('orderMultiple')}
            />
            <FormEnd
              error={save.error}
              isDirty={form.isDirty() && !save.isSuccess}
              isSaving={save.isPending}
              save={t('form.save')}
            />
          </Stack>
        </form>
      )}
    </Stack>
  );
}
