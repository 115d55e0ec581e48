import { Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { SupplierProduct } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { ProductField } from './product-field.js';

/** The number that a supplier has for a product; without one, the product is chosen first. An empty number is taken out. */
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
  const [chosen, setChosen] = useState<{ productId: string; name?: string } | undefined>(product);
  const form = useForm({
    initialValues: { catalogNumber: product?.catalogNumber ?? '' },
    validate: { catalogNumber: (text) => (product || text.trim() ? null : t('form.missing')) },
  });
  const save = useAct({
    run: ({ productId, catalogNumber }: { productId: string; catalogNumber: string }, key) =>
      ask('PUT /suppliers/{supplierId}/products/{productId}', {
        params: { supplierId, productId },
        body: { catalogNumber: catalogNumber.trim() || null },
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
