import { Paper, SimpleGrid, Stack, Table, Textarea, TextInput } from '@mantine/core';
import { amountOf } from '@comptoir/contracts/pricing';
import { parseQuantity } from '@comptoir/contracts/units';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Product, PurchaseOrder } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { amountText, parseAmount } from '../money.js';
import { typedQuantity } from '../quantity.js';
import { ProductField } from './product-field.js';
import { SupplierField, type NamedSupplier } from './supplier-field.js';
import { isCountable, oneMore, oneOf, TypedGoodsTable, type TypedGoods } from './typed-goods.js';

/** A line as it is typed: the quantity in the unit of the product, the price of a whole unit. */
export interface TypedOrderLine extends TypedGoods {
  readonly price: string;
  /** The price as it stood on the order: while it stays, the order keeps the exact cost. */
  readonly priceBefore?: string;
}

/** A purchase order as it is typed. */
export interface TypedOrder extends NamedSupplier {
  readonly expectedDay: string;
  readonly note: string;
  readonly lines: TypedOrderLine[];
}

/** What was typed, as the API has it; a line whose price stayed has no cost. */
export interface OrderContent {
  readonly supplierId: string;
  readonly expectedDay: string | undefined;
  readonly note: string | undefined;
  readonly lines: readonly { productId: string; quantity: number; expectedCostMinor?: number }[];
}

function contentOf({ supplierId, expectedDay, note, lines }: TypedOrder, currency: string): OrderContent {
  return {
    supplierId,
    expectedDay: expectedDay || undefined,
    note: note.trim() || undefined,
    lines: lines.map(({ productId, quantityDecimals, price, priceBefore, ...line }) => {
      const quantity = parseQuantity(line.quantity, quantityDecimals) ?? 0;
      if (price === priceBefore) return { productId, quantity };
      const expectedCostMinor = amountOf(parseAmount(price, currency) ?? 0, quantity, quantityDecimals);
      return { productId, quantity, expectedCostMinor };
    }),
  };
}

/** What a product cost last at a supplier, as text for a field; empty where it is not known or not shown. */
async function lastPriceOf(productId: string, supplierId: string, currency: string): Promise<string> {
  if (supplierId === '') return '';
  const { items } = await ask('GET /products/{productId}/suppliers', {
    params: { productId },
    query: { limit: '200' },
  });
  const { last, lastUnitCostMinor } = items.find((one) => one.supplierId === supplierId) ?? {};
  return lastUnitCostMinor === undefined || last?.currency !== currency ? '' : amountText(lastUnitCostMinor, currency);
}

/** Writes a purchase order, or changes it while it is a draft. */
export function PurchaseOrderForm({
  initial,
  currency,
  save,
  done,
}: {
  initial: TypedOrder;
  currency: string;
  save: (content: OrderContent, key: string) => Promise<PurchaseOrder>;
  done: (saved: PurchaseOrder) => void;
}) {
  const { t, figure } = useMessages();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: initial,
    validate: {
      supplierName: (_name, { supplierId }) => (supplierId === '' ? t('purchase.supplier-missing') : null),
      lines: {
        quantity: (text: string, { lines }, path) => (isCountable(text, lines, path) ? null : t('form.quantity')),
        price: (text: string, { lines }, path) =>
          text === lines[Number(path.split('.')[1])]?.priceBefore || parseAmount(text, currency) !== undefined
            ? null
            : t('form.amount'),
      },
    },
  });
  const { lines, supplierId } = form.values;
  const write = useAct({
    run: (typed: TypedOrder, key) => save(contentOf(typed, currency), key),
    onDone: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      await queries.invalidateQueries({ queryKey: ['purchase-order', saved.purchaseOrderId] });
      done(saved);
    },
  });
  /** Fills in the price where none was typed in the meantime. */
  const fillPrice = async (productId: string, of: string): Promise<void> => {
    const price = await lastPriceOf(productId, of, currency).catch(() => ''); // it can be typed
    const index = form.getValues().lines.findIndex((line) => line.productId === productId);
    const line = form.getValues().lines[index];
    if (price !== '' && line?.price === '' && line.priceBefore === undefined)
      form.setFieldValue(`lines.${index}.price`, price);
  };
  const add = (product: Product): void => {
    const known = form.getValues().lines; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((line) => line.productId === product.productId);
    if (index >= 0) return form.setFieldValue(`lines.${index}.quantity`, oneMore(known[index]!));
    form.insertListItem('lines', { ...oneOf(product), price: '' });
    void fillPrice(product.productId, form.getValues().supplierId);
  };
  const choose = (supplier: NamedSupplier): void => {
    form.setValues(supplier);
    form.clearFieldError('supplierName');
    if (supplier.supplierId === '' || supplier.supplierId === supplierId) return;
    for (const { productId } of lines) void fillPrice(productId, supplier.supplierId);
  };
  const costOf = ({ quantity, quantityDecimals, price }: TypedOrderLine): string => {
    const [units, unitPrice] = [typedQuantity(quantity, quantityDecimals), parseAmount(price, currency)];
    if (typeof units !== 'number' || unitPrice === undefined) return '–';
    return figure(amountOf(unitPrice, units, quantityDecimals), currency);
  };
  return (
    <Paper withBorder p="md" className="form wide">
      <Stack>
        <ProductField label={t('delivery.scan')} onProduct={add} />
        <form onSubmit={form.onSubmit((typed) => write.mutate(typed))} noValidate>
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <SupplierField
                value={form.values}
                onChange={choose}
                how={t('purchase.from-list')}
                error={form.errors['supplierName'] as string | undefined}
              />
              <TextInput label={t('purchase.expected-day')} type="date" {...form.getInputProps('expectedDay')} />
            </SimpleGrid>
            <Textarea label={t('purchase.note')} maxLength={1000} rows={3} {...form.getInputProps('note')} />
            {lines.length === 0 && <p className="quiet">{t('purchase.empty')}</p>}
            {lines.length > 0 && (
              <>
                <p className="quiet">{t('purchase.unit-price-how')}</p>
                <TypedGoodsTable
                  lines={lines}
                  quantityOf={(index) => form.getInputProps(`lines.${index}.quantity`)}
                  remove={(index) => form.removeListItem('lines', index)}
                  heads={
                    <>
                      <Table.Th>{t('purchase.unit-price', { currency })}</Table.Th>
                      <Table.Th className="number">{t('purchase.line-cost', { currency })}</Table.Th>
                    </>
                  }
                  cells={(line, index) => (
                    <>
                      <Table.Td>
                        <TextInput
                          aria-label={t('purchase.unit-price-of', { name: line.name })}
                          inputMode="decimal"
                          w={140}
                          {...form.getInputProps(`lines.${index}.price`)}
                        />
                      </Table.Td>
                      <Table.Td className="number">{costOf(line)}</Table.Td>
                    </>
                  )}
                />
                <FormEnd
                  error={write.error}
                  isDirty={form.isDirty() && !write.isSuccess}
                  isSaving={write.isPending}
                  save={t('purchase.save-draft')}
                />
              </>
            )}
          </Stack>
        </form>
      </Stack>
    </Paper>
  );
}
