import { NativeSelect, Paper, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { parseQuantity } from '@comptoir/contracts/units';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Product, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useMay } from '../session.js';
import { ProductField } from './product-field.js';
import { isCountable, oneMore, oneOf, TypedGoodsTable, type TypedGoods } from './typed-goods.js';
import { otherStoresOf, useTransferAct } from './use-transfer.js';

/** Begins a transfer: asks another store for goods, or sends goods to one that has not asked. */
export function NewTransferPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('transfer.new')} about={store?.name}>
      {store && <TransferForm key={store.storeId} store={store} />}
    </Page>
  );
}

function TransferForm({ store: { storeId } }: { store: Store }) {
  const { t } = useMessages();
  const may = useMay();
  const navigate = useNavigate();
  const others = useQuery(otherStoresOf(storeId));
  const form = useForm({
    initialValues: { way: 'ask', otherStoreId: '', note: '', lines: [] as TypedGoods[] },
    validate: {
      otherStoreId: (id) => (id === '' ? t('transfer.other-missing') : null),
      lines: {
        quantity: (text: string, { lines }, path) => (isCountable(text, lines, path) ? null : t('form.quantity')),
      },
    },
  });
  const { lines, way } = form.values;
  const begin = useTransferAct(
    ({ note, otherStoreId, ...typed }: typeof form.values, key) => {
      const content = {
        storeId,
        ...(note.trim() ? { note: note.trim() } : {}),
        lines: typed.lines.map(({ productId, quantity, quantityDecimals }) => ({
          productId,
          quantity: parseQuantity(quantity, quantityDecimals) ?? 0,
        })),
      };
      return typed.way === 'ask'
        ? ask('POST /transfers', { key, body: { ...content, fromStoreId: otherStoreId } })
        : ask('POST /transfers/shipments', { key, body: { ...content, toStoreId: otherStoreId } });
    },
    ({ transferId }) => void navigate({ to: '/transfers/$transferId', params: { transferId } }),
  );
  const add = (product: Product): void => {
    const known = form.getValues().lines; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((line) => line.productId === product.productId);
    if (index < 0) form.insertListItem('lines', oneOf(product));
    else form.setFieldValue(`lines.${index}.quantity`, oneMore(known[index]!));
  };
  const choices = others.data?.items ?? [];
  return (
    <Paper withBorder p="md" className="form wide">
      <Stack>
        <ProblemNote error={others.error} />
        {others.data && choices.length === 0 && <p className="quiet">{t('transfer.no-other')}</p>}
        <ProductField label={t('delivery.scan')} onProduct={add} />
        <form onSubmit={form.onSubmit((typed) => begin.mutate(typed))} noValidate>
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NativeSelect
                label={t('transfer.way')}
                data={[
                  { value: 'ask', label: t('transfer.ask') },
                  ...(may('shipTransfers') ? [{ value: 'push', label: t('transfer.push') }] : []),
                ]}
                {...form.getInputProps('way')}
              />
              <NativeSelect
                label={t('transfer.other-store')}
                data={[
                  { value: '', label: '–' },
                  ...choices.map(({ otherStoreId, name, code }) => ({
                    value: otherStoreId,
                    label: `${name} (${code})`,
                  })),
                ]}
                {...form.getInputProps('otherStoreId')}
              />
            </SimpleGrid>
            <Textarea label={t('transfer.note')} maxLength={1000} rows={2} {...form.getInputProps('note')} />
            {lines.length === 0 && <p className="quiet">{t('transfer.empty')}</p>}
            {lines.length > 0 && (
              <>
                <TypedGoodsTable
                  lines={lines}
                  quantityOf={(index) => form.getInputProps(`lines.${index}.quantity`)}
                  remove={(index) => form.removeListItem('lines', index)}
                  heads={null}
                  cells={() => null}
                />
                <FormEnd
                  error={begin.error}
                  isDirty={form.isDirty() && !begin.isSuccess}
                  isSaving={begin.isPending}
                  save={t(way === 'ask' ? 'transfer.save-request' : 'transfer.save-push')}
                />
              </>
            )}
          </Stack>
        </form>
      </Stack>
    </Paper>
  );
}
