import { checkout, type Shop } from './demo-till.js';

const PRICE = 12_000;
const DAY_MS = 86_400_000;

/** A ticket that would take expired units waits for the manager; written off, what is fresh is sold without asking. */
export async function sellBeforeExpiry(shop: Shop): Promise<void> {
  const { manager, cashier, story, storeId, walkIn: customerId } = shop;
  story.chapter('Goods that expire: the manager is asked for expired units, and writes off the rest');
  const { supplierId } = await manager.post('/suppliers', { name: 'Laiterie du matin' });
  const { productId } = await manager.post('/products', {
    sku: `DATED-${supplierId.slice(-8)}`,
    name: 'Yaourt nature',
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    expiry: 'fefo',
    priceMinMinor: PRICE,
    priceListMinor: PRICE,
    priceMaxMinor: PRICE,
  });
  const deliver = (quantity: number, days: number) =>
    manager.post('/deliveries', {
      storeId,
      supplierId,
      lines: [{ productId, quantity, costMinor: quantity * 7_000, expiresOn: dayIn(days) }],
    });
  await deliver(3, 30);
  const { batches } = await deliver(2, -2);
  const buy = async () => {
    const lines = [{ productId, quantity: 1 }];
    const order = await cashier.post('/orders', { storeId, customerId, documentType: 'BON_DE_VENTE', lines });
    const payment = { method: 'cash', amountMinor: PRICE, tenderedMinor: PRICE };
    return { order, answer: await checkout(shop, order, payment) };
  };
  const { order, answer } = await buy();
  story.check('the till has to wait', [answer.status, answer.body.stage], [202, 'waitingForApproval'], JSON.stringify);
  const waiting = await manager.get(`/orders/${order.orderId}`);
  story.check('for', waiting.approval.reasons[0].code, 'stock.expired');
  story.tell(`the manager sees: ${waiting.approval.reasons[0].message}`);
  const approved = await manager.post(`/orders/${order.orderId}/approve`, { note: 'consommé tout de suite' });
  story.check('the manager says yes; the order is', approved.order.state, 'paid');
  const [{ batchId }] = batches;
  await manager.post('/write-offs', { storeId, reason: 'expired', lines: [{ productId, batchId, quantity: 1 }] });
  const expired = await manager.get(`/expiring-stock?storeId=${storeId}&withinDays=0`);
  story.check('written off, of it are left', expired.items.filter((one: any) => one.productId === productId).length, 0);
  story.check('a fresh one is sold at once', (await buy()).answer.status, 200);
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}
