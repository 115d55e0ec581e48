import { NativeSelect, Paper, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Product, PurchaseOrderCard, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { timesRatio } from '@comptoir/contracts/money';
import { parseQuantity } from '@comptoir/contracts/units';
import { amountText, parseAmount, parsePercent, rateText } from '../money.js';
import { ProductField } from './product-field.js';
import { outstandingOf } from './purchase-order-state.js';
import { SupplierField } from './supplier-field.js';
import { isCountable, oneMore, oneOf, typedFrom, TypedGoodsTable, type TypedGoods } from './typed-goods.js';
import { useProducts } from './use-products.js';
import { usePurchaseOrder } from './use-purchase-order.js';

interface DeliveryLine extends TypedGoods {
  readonly cost: string;
  /** Rate of the input tax that its bill is expected to have, in percent; empty where it is not known. */
  readonly rate: string;
  /** Of all units, in kilograms; needed where extra costs are spread by it. */
  readonly weight: string;
  /** The last day on which it may be sold, of a product that keeps expiry dates. */
  readonly expiresOn: string;
}

/** Grams of a weight that was typed in kilograms, with at most three decimals; undefined for anything else, and for nothing. */
function parseGrams(text: string): number | undefined {
  const grams = parseQuantity(text, 3);
  return grams === undefined || grams === 0 ? undefined : grams;
}

/** Who supplied it: a supplier of the list, or a name; a name that is empty is left out. */
function namedBy(supplierName: string, supplierId: string): { supplierId?: string; supplierName?: string } {
  if (supplierId !== '') return { supplierId };
  return supplierName === '' ? {} : { supplierName };
}

/** What is outstanding of an order, as lines to be corrected: the cost is the share of what was expected. */
function linesOf(order: PurchaseOrderCard, products: ReadonlyMap<string, Product>): DeliveryLine[] {
  return order.lines
    .filter((line) => outstandingOf(line) > 0)
    .map((line) => {
      const { quantity, expectedCostMinor } = line;
      const outstanding = outstandingOf(line);
      const cost =
        expectedCostMinor === undefined
          ? ''
          : amountText(timesRatio(expectedCostMinor, outstanding, quantity), order.currency);
      const rate = rateText(products.get(line.productId)?.taxRateBps);
      return { ...typedFrom(line, outstanding, products), cost, rate, weight: '', expiresOn: '' };
    });
}

/**
 * Receives a delivery: each scanned or chosen product is a line; the same one again is one unit more. Where the address names
 * a purchase order, what is outstanding of it is there already.
 */
export function NewDeliveryPage() {
  const { t } = useMessages();
  const { store, stores } = useStores();
  const { purchaseOrderId } = useSearch({ from: '/office/deliveries/new' });
  const { data: order, error } = usePurchaseOrder(purchaseOrderId);
  const products = useProducts(order?.lines.map(({ productId }) => productId) ?? []);
  const place = purchaseOrderId === undefined ? store : stores.find(({ storeId }) => storeId === order?.storeId);
  return (
    <Page title={t('delivery.new')} about={place?.name}>
      <ProblemNote error={error} />
      {place && purchaseOrderId === undefined && <DeliveryForm key={place.storeId} store={place} />}
      {place && order && products && (
        <DeliveryForm key={order.purchaseOrderId} store={place} order={order} initial={linesOf(order, products)} />
      )}
    </Page>
  );
}

function DeliveryForm({
  store,
  order,
  initial = [],
}: {
  store: Store;
  order?: PurchaseOrderCard;
  initial?: DeliveryLine[];
}) {
  const { t } = useMessages();
  const { storeId, currency } = store;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isAmountOrNone = (text: string): boolean => text.trim() === '' || parseAmount(text, currency) !== undefined;
  const form = useForm({
    initialValues: {
      supplierName: '',
      supplierId: '',
      reference: '',
      extraCost: '',
      spreadExtraBy: 'value' as 'value' | 'weight',
      lines: initial,
    },
    validate: {
      extraCost: (text) => (isAmountOrNone(text) ? null : t('form.amount')),
      lines: {
        quantity: (text: string, { lines }, path) => (isCountable(text, lines, path) ? null : t('form.quantity')),
        cost: (text: string) => (parseAmount(text, currency) === undefined ? t('form.amount') : null),
        rate: (text: string) =>
          text.trim() === '' || parsePercent(text) !== undefined ? null : t('delivery.rate-how'),
        expiresOn: (text: string, { lines }, path) =>
          lines[Number(path.split('.')[1])]?.keepsExpiry && text === '' ? t('delivery.expires-missing') : null,
        weight: (text: string, { spreadExtraBy }) =>
          spreadExtraBy === 'value' || parseGrams(text) !== undefined ? null : t('delivery.weight-how'),
      },
    },
  });
  const { lines, extraCost, spreadExtraBy } = form.values;
  const withDates = lines.some((line) => line.keepsExpiry);
  const byWeight = extraCost.trim() !== '' && spreadExtraBy === 'weight';
  const receive = useAct({
    run: ({ supplierName, supplierId, reference, extraCost, spreadExtraBy }: typeof form.values, key) =>
      ask('POST /deliveries', {
        key,
        body: {
          storeId,
          currency,
          ...(order ? { purchaseOrderId: order.purchaseOrderId } : namedBy(supplierName.trim(), supplierId)),
          ...(reference.trim() ? { reference: reference.trim() } : {}),
          ...(extraCost.trim() ? { extraCostMinor: parseAmount(extraCost, currency) ?? 0, spreadExtraBy } : {}),
          lines: lines.map(({ productId, quantity, quantityDecimals, cost, rate, weight, expiresOn }) => ({
            productId,
            quantity: parseQuantity(quantity, quantityDecimals) ?? 0,
            costMinor: parseAmount(cost, currency) ?? 0,
            ...(rate.trim() === '' ? {} : { taxRateBps: parsePercent(rate) ?? 0 }),
            ...(expiresOn === '' ? {} : { expiresOn }),
            ...(byWeight ? { weightGrams: parseGrams(weight) ?? 0 } : {}),
          })),
        },
      }),
    onDone: async ({ deliveryId }) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      await queries.invalidateQueries({ queryKey: ['purchase-order'] });
      void navigate({ to: '/deliveries/$deliveryId', params: { deliveryId } });
    },
  });
  const add = (product: Product): void => {
    const known = form.getValues().lines; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((line) => line.productId === product.productId);
    if (index < 0)
      form.insertListItem('lines', {
        ...oneOf(product),
        cost: '',
        rate: rateText(product.taxRateBps),
        weight: '',
        expiresOn: '',
      });
    else form.setFieldValue(`lines.${index}.quantity`, oneMore(known[index]!));
  };
  return (
    <Paper withBorder p="md" className="form wide">
      <Stack>
        <ProductField label={t('delivery.scan')} onProduct={add} />
        <form onSubmit={form.onSubmit((values) => receive.mutate(values))} noValidate>
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {order ? (
                <TextInput
                  label={t('delivery.supplier')}
                  description={t('purchase.receive-of', { number: order.number })}
                  readOnly
                  value={order.supplierName}
                />
              ) : (
                <SupplierField value={form.values} onChange={(supplier) => form.setValues(supplier)} />
              )}
              <TextInput label={t('delivery.reference')} maxLength={100} {...form.getInputProps('reference')} />
            </SimpleGrid>
            {lines.length === 0 && <p className="quiet">{t('delivery.empty')}</p>}
            {lines.length > 0 && (
              <TypedGoodsTable
                lines={lines}
                quantityOf={(index) => form.getInputProps(`lines.${index}.quantity`)}
                remove={(index) => form.removeListItem('lines', index)}
                heads={
                  <>
                    <Table.Th>{t('delivery.line-cost', { currency })}</Table.Th>
                    <Table.Th>{t('delivery.rate')}</Table.Th>
                    {byWeight && <Table.Th>{t('delivery.weight')}</Table.Th>}
                    {withDates && <Table.Th>{t('delivery.expires')}</Table.Th>}
                  </>
                }
                cells={({ name, keepsExpiry }, index) => (
                  <>
                    <Table.Td>
                      <TextInput
                        aria-label={t('delivery.cost-of', { name })}
                        inputMode="decimal"
                        w={140}
                        {...form.getInputProps(`lines.${index}.cost`)}
                      />
                    </Table.Td>
                    <Table.Td>
                      <TextInput
                        aria-label={t('delivery.rate-of', { name })}
                        inputMode="decimal"
                        w={80}
                        {...form.getInputProps(`lines.${index}.rate`)}
                      />
                    </Table.Td>
                    {byWeight && (
                      <Table.Td>
                        <TextInput
                          aria-label={t('delivery.weight-of', { name })}
                          inputMode="decimal"
                          w={100}
                          {...form.getInputProps(`lines.${index}.weight`)}
                        />
                      </Table.Td>
                    )}
                    {withDates && (
                      <Table.Td>
                        {keepsExpiry && (
                          <TextInput
                            aria-label={t('delivery.expires-of', { name })}
                            type="date"
                            w={150}
                            {...form.getInputProps(`lines.${index}.expiresOn`)}
                          />
                        )}
                      </Table.Td>
                    )}
                  </>
                )}
              />
            )}
            {lines.length > 0 && (
              <TextInput
                label={t('delivery.extra-cost', { currency })}
                description={t('delivery.extra-cost-how')}
                inputMode="decimal"
                maw={320}
                {...form.getInputProps('extraCost')}
              />
            )}
            {lines.length > 0 && extraCost.trim() !== '' && (
              <NativeSelect
                label={t('delivery.spread')}
                maw={320}
                data={[
                  { value: 'value', label: t('delivery.spread-value') },
                  { value: 'weight', label: t('delivery.spread-weight') },
                ]}
                {...form.getInputProps('spreadExtraBy')}
              />
            )}
            {lines.length > 0 && (
              <FormEnd
                error={receive.error}
                isDirty={form.isDirty() && !receive.isSuccess}
                isSaving={receive.isPending}
                save={t('delivery.receive', { count: lines.length })}
              />
            )}
          </Stack>
        </form>
      </Stack>
    </Paper>
  );
}
