import { NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { parseQuantity } from '@comptoir/contracts/units';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Product, WriteOff } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { ProductField } from './product-field.js';
import { isCountable, oneMore, oneOf, TypedGoodsTable, type TypedGoods } from './typed-goods.js';
import { WRITE_OFF_REASONS } from './write-off-reasons.js';

interface Typed {
  readonly reason: WriteOff['reason'];
  readonly note: string;
  readonly lines: TypedGoods[];
}

/** Writes goods off: which, and why. */
export function NewWriteOffPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('write-off.new')} about={store?.name}>
      {store && <WriteOffForm key={store.storeId} storeId={store.storeId} />}
    </Page>
  );
}

function WriteOffForm({ storeId }: { storeId: string }) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<Typed>({
    initialValues: { reason: 'damaged', note: '', lines: [] },
    validate: {
      note: (note, { reason }) => (reason === 'other' && note.trim() === '' ? t('write-off.note-missing') : null),
      lines: {
        quantity: (text: string, { lines }, path) => (isCountable(text, lines, path) ? null : t('form.quantity')),
      },
    },
  });
  const { lines } = form.values;
  const write = useAct({
    run: ({ reason, note, lines: typed }: Typed, key) =>
      ask('POST /write-offs', {
        key,
        body: {
          storeId,
          reason,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
          lines: typed.map(({ productId, quantity, quantityDecimals }) => ({
            productId,
            quantity: parseQuantity(quantity, quantityDecimals) ?? 0,
          })),
        },
      }),
    onDone: async () => {
      form.reset();
      await queries.invalidateQueries({ queryKey: ['list'] });
      void navigate({ to: '/write-offs', ignoreBlocker: true });
    },
  });
  const add = (product: Product): void => {
    const known = form.getValues().lines; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((line) => line.productId === product.productId);
    if (index >= 0) form.setFieldValue(`lines.${index}.quantity`, oneMore(known[index]!));
    else form.insertListItem('lines', oneOf(product));
  };
  return (
    <Paper withBorder p="md" className="form wide">
      <Stack>
        <p className="quiet">{t('write-off.how')}</p>
        <ProductField label={t('write-off.empty')} onProduct={add} />
        <form onSubmit={form.onSubmit((typed) => write.mutate(typed))} noValidate>
          <Stack>
            <NativeSelect
              label={t('write-off.reason')}
              data={WRITE_OFF_REASONS.map((value) => ({ value, label: t(`write-off.is.${value}`) }))}
              {...form.getInputProps('reason')}
            />
            <TextInput label={t('write-off.note')} maxLength={500} {...form.getInputProps('note')} />
            {lines.length > 0 && (
              <TypedGoodsTable
                lines={lines}
                quantityOf={(index) => form.getInputProps(`lines.${index}.quantity`)}
                remove={(index) => form.removeListItem('lines', index)}
                heads={null}
                cells={() => null}
              />
            )}
            <FormEnd
              error={write.error}
              isDirty={form.isDirty() && !write.isSuccess}
              isSaving={write.isPending}
              isReady={lines.length > 0}
              save={t('write-off.save', { count: lines.length })}
            />
          </Stack>
        </form>
      </Stack>
    </Paper>
  );
}
