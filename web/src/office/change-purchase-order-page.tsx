import { useNavigate, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Product, PurchaseOrderCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { amountText, costOfUnit } from '../money.js';
import { PurchaseOrderForm, type TypedOrder } from './purchase-order-form.js';
import { typedFrom } from './typed-goods.js';
import { useProducts } from './use-products.js';
import { usePurchaseOrder } from './use-purchase-order.js';

/** An order as its form shows it; a price that is not shown is empty, and stays as it is. */
function typedOf(order: PurchaseOrderCard, products: ReadonlyMap<string, Product>): TypedOrder {
  return {
    supplierName: order.supplierName,
    supplierId: order.supplierId,
    expectedDay: order.expectedDay ?? '',
    note: order.note ?? '',
    lines: order.lines.map((line) => {
      const { quantity, quantityDecimals, expectedCostMinor } = line;
      const price =
        expectedCostMinor === undefined
          ? ''
          : amountText(costOfUnit(expectedCostMinor, quantity, quantityDecimals), order.currency);
      return { ...typedFrom(line, quantity, products), price, priceBefore: price };
    }),
  };
}

/** Changes a purchase order while it is a draft. */
export function ChangePurchaseOrderPage() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const { purchaseOrderId } = useParams({ from: '/office/purchase-orders/$purchaseOrderId/change' });
  const { data: order, error } = usePurchaseOrder(purchaseOrderId);
  const products = useProducts(order?.lines.map(({ productId }) => productId) ?? []);
  return (
    <Page title={order ? t('purchase.change-of', { number: order.number }) : t('purchase.title')}>
      <ProblemNote error={error} />
      {order && products && (
        <PurchaseOrderForm
          key={order.revision}
          currency={order.currency}
          initial={typedOf(order, products)}
          save={({ supplierId, expectedDay, note, lines }, key) =>
            ask('PATCH /purchase-orders/{purchaseOrderId}', {
              params: { purchaseOrderId },
              key,
              body: {
                revision: order.revision,
                changes: {
                  ...(supplierId === order.supplierId ? {} : { supplierId }),
                  expectedDay: expectedDay ?? null,
                  note: note ?? null,
                  lines: [...lines],
                },
              },
            })
          }
          done={() => void navigate({ to: '/purchase-orders/$purchaseOrderId', params: { purchaseOrderId } })}
        />
      )}
    </Page>
  );
}
