import { Paper, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { ask, newKey } from '../api/client.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors, FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { ProductInputs, productOf, useProductForm, type ProductFields } from './product-form.js';

/** Adds a product to the catalog. */
export function NewProductPage() {
  const { t } = useMessages();
  const { store } = useStores();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useRef(newKey());
  const currency = store?.currency ?? 'DZD';
  const form = useProductForm(undefined, currency);
  const add = useMutation({
    mutationFn: (fields: ProductFields) =>
      ask('POST /products', { body: productOf(fields, currency), key: key.current }),
    onError: (error) => {
      form.setErrors(fieldErrors(error));
      key.current = newKey(); // a corrected form is another request
    },
    onSuccess: async ({ productId }) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      void navigate({ to: '/products/$productId', params: { productId } });
    },
  });
  return (
    <Page title={t('product.new')}>
      <Paper withBorder p="md" className="form">
        <form onSubmit={form.onSubmit((fields) => add.mutate(fields))} noValidate>
          <Stack>
            <ProductInputs form={form} currency={currency} />
            <FormEnd
              error={add.error}
              isDirty={form.isDirty() && !add.isSuccess}
              isSaving={add.isPending}
              save={t('product.add')}
            />
          </Stack>
        </form>
      </Paper>
    </Page>
  );
}
