import { Paper, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { ProductInputs, productOf, useProductForm, type ProductFields } from './product-form.js';

/** Adds a product to the catalog. */
export function NewProductPage() {
  const { t } = useMessages();
  const { store } = useStores();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const currency = store?.currency ?? 'DZD';
  const form = useProductForm(undefined, currency);
  const add = useAct({
    run: (fields: ProductFields, key) => ask('POST /products', { body: productOf(fields, currency), key }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async ({ productId }) => {
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
