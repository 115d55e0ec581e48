import { checkout, type Shop } from './demo-till.js';

const PRICE = 200_000;
const PATIENCE_MS = 10_000;

/** Selling below the threshold raises one warning; what to order becomes a draft, and its delivery ends the warning. */
export async function warnAndReorder(shop: Shop): Promise<void> {
  const { manager, cashier, story, storeId, walkIn: customerId } = shop;
  story.chapter('Stock that runs low: one warning, what to order, and the delivery that ends it');
  const { supplierId } = await manager.post('/suppliers', { name: 'Fournisseur rapide', leadTimeDays: 7 });
  const { productId } = await manager.post('/products', {
    sku: `WARN-${supplierId.slice(-8)}`,
    name: 'Plateau de cuivre',
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 2,
    priceMinMinor: PRICE,
    priceListMinor: PRICE,
    priceMaxMinor: PRICE,
  });
  await manager.post('/deliveries', { storeId, supplierId, lines: [{ productId, quantity: 4, costMinor: 400_000 }] });
  const sell = async (quantity: number): Promise<void> => {
    const lines = [{ productId, quantity }];
    const order = await cashier.post('/orders', { storeId, customerId, documentType: 'BON_DE_VENTE', lines });
    const amountMinor = PRICE * quantity;
    const { status, body } = await checkout(shop, order, { method: 'cash', amountMinor, tenderedMinor: amountMinor });
    if (status !== 200) throw new Error(`The sale was refused: ${JSON.stringify(body)}`);
  };
  const alerts = async (): Promise<any[]> =>
    (await manager.get(`/stock-alerts?storeId=${storeId}&productId=${productId}`)).items;
  await sell(2);
  await sell(1);
  await untilRaised(alerts); // inventory is told of a new product's threshold by an event
  story.check('two sales below the threshold raised warnings', (await alerts()).length, 1);
  const path = `/what-to-order?storeId=${storeId}&supplierId=${supplierId}`;
  const [row] = (await manager.get(path)).items;
  story.tell(`sold ${row.sold}, needed ${row.needed}, in stock ${row.available}, on order ${row.onOrder}`);
  story.check('so what is suggested to order', row.suggested, row.needed - row.available);
  const lines = [{ productId, supplierId, quantity: 5 }];
  const [draft] = (await manager.post('/what-to-order/drafts', { storeId, lines })).items;
  const { purchaseOrderId, revision } = draft;
  await manager.post(`/purchase-orders/${purchaseOrderId}/send`, { revision });
  story.check('once it was sent, on order are', (await manager.get(path)).items[0].onOrder, 5);
  const received = [{ productId, quantity: 5, costMinor: 500_000 }];
  await manager.post('/deliveries', { storeId, purchaseOrderId, lines: received });
  story.check(
    'after its delivery the warning is',
    (await alerts()).map(({ state }) => state),
    ['recovered'],
    JSON.stringify,
  );
}

async function untilRaised(alerts: () => Promise<any[]>): Promise<void> {
  const begun = performance.now();
  while ((await alerts()).length === 0)
    if (performance.now() - begun > PATIENCE_MS) throw new Error('no warning was raised within ten seconds');
}
