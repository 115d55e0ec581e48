import { ActionIcon, Paper, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
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
import { decimalQuantity, parseQuantity } from '@comptoir/contracts/units';
import { amountText, parseAmount } from '../money.js';
import { typedQuantity } from '../quantity.js';
import { ProductField } from './product-field.js';
import { outstandingOf } from './purchase-order-state.js';
import { SupplierField } from './supplier-field.js';
import { useProducts } from './use-products.js';
import { usePurchaseOrder } from './use-purchase-order.js';

interface DeliveryLine {
  readonly productId: string;
  readonly name: string;
  readonly sku: string;
  readonly unit: Product['unit'];
  readonly quantityDecimals: number;
  /** As it is typed, in the unit of the product. */
  readonly quantity: string;
  readonly cost: string;
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
      const { productId, unit, quantityDecimals, quantity, expectedCostMinor } = line;
      const outstanding = outstandingOf(line);
      return {
        productId,
        name: products.get(productId)?.name ?? productId,
        sku: products.get(productId)?.sku ?? '',
        unit,
        quantityDecimals,
        quantity: decimalQuantity(outstanding, quantityDecimals),
        cost:
          expectedCostMinor === undefined
            ? ''
            : amountText(Math.round((expectedCostMinor / quantity) * outstanding), order.currency),
      };
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
    initialValues: { supplierName: '', supplierId: '', reference: '', extraCost: '', lines: initial },
    validate: {
      extraCost: (text) => (isAmountOrNone(text) ? null : t('form.amount')),
      lines: {
        quantity: (text: string, { lines }, path) => {
          const { quantityDecimals = 0 } = lines[Number(path.split('.')[1])] ?? {};
          return typeof typedQuantity(text, quantityDecimals) === 'number' ? null : t('form.quantity');
        },
        cost: (text: string) => (parseAmount(text, currency) === undefined ? t('form.amount') : null),
      },
    },
  });
  const { lines } = form.values;
  const receive = useAct({
    run: ({ supplierName, supplierId, reference, extraCost }: typeof form.values, key) =>
      ask('POST /deliveries', {
        key,
        body: {
          storeId,
          currency,
          ...(order ? { purchaseOrderId: order.purchaseOrderId } : namedBy(supplierName.trim(), supplierId)),
          ...(reference.trim() ? { reference: reference.trim() } : {}),
          ...(extraCost.trim() ? { extraCostMinor: parseAmount(extraCost, currency) ?? 0 } : {}),
          lines: lines.map(({ productId, quantity, quantityDecimals, cost }) => ({
            productId,
            quantity: parseQuantity(quantity, quantityDecimals) ?? 0,
            costMinor: parseAmount(cost, currency) ?? 0,
          })),
        },
      }),
    onDone: async ({ deliveryId }) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      await queries.invalidateQueries({ queryKey: ['purchase-order'] });
      void navigate({ to: '/deliveries/$deliveryId', params: { deliveryId } });
    },
  });
  const add = ({ productId, name, sku, unit, quantityDecimals }: Product): void => {
    const known = form.getValues().lines; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((line) => line.productId === productId);
    if (index < 0)
      form.insertListItem('lines', { productId, name, sku, unit, quantityDecimals, quantity: '1', cost: '' });
    else {
      const before = parseQuantity(known[index]?.quantity ?? '', quantityDecimals) ?? 0;
      const one = 10 ** quantityDecimals;
      form.setFieldValue(`lines.${index}.quantity`, decimalQuantity(before + one, quantityDecimals));
    }
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
              <div className="scroll">
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('product.name')}</Table.Th>
                      <Table.Th>{t('line.quantity')}</Table.Th>
                      <Table.Th>{t('delivery.line-cost', { currency })}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {lines.map(({ productId, name, sku, unit, quantityDecimals }, index) => (
                      <Table.Tr key={productId}>
                        <Table.Td>
                          {name} <span className="quiet">{sku}</span>
                        </Table.Td>
                        <Table.Td>
                          <TextInput
                            aria-label={t('line.quantity-of', { name })}
                            inputMode={quantityDecimals === 0 ? 'numeric' : 'decimal'}
                            rightSection={unit === 'piece' ? undefined : t(`unit.${unit}`)}
                            w={110}
                            {...form.getInputProps(`lines.${index}.quantity`)}
                          />
                        </Table.Td>
                        <Table.Td>
                          <TextInput
                            aria-label={t('delivery.cost-of', { name })}
                            inputMode="decimal"
                            w={140}
                            {...form.getInputProps(`lines.${index}.cost`)}
                          />
                        </Table.Td>
                        <Table.Td>
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={t('line.remove-of', { name })}
                            onClick={() => form.removeListItem('lines', index)}
                          >
                            <IconTrash size={18} stroke={1.5} />
                          </ActionIcon>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
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
