import { randomBytes } from 'node:crypto';
import { demoCategory } from './demo-shop.js';
import { dinars } from './demo-story.js';
import { checkout, saleOf, type Shop } from './demo-till.js';

/** Sells by weight and by length, with a discount of a line and one of the whole ticket. */
export async function sellByMeasure(shop: Shop): Promise<void> {
  const { story, manager, cashier } = shop;
  story.chapter('By weight and by length, with discounts');
  const olives = await stocked(
    shop,
    { name: 'Olives vertes', category: 'Épicerie', unit: 'kg', taxRateBps: 900 },
    120_000,
    10_000,
    700_000,
  );
  const cable = await stocked(
    shop,
    { name: 'Câble souple', category: 'Électricité', unit: 'm', taxRateBps: 1900 },
    15_000,
    2_000,
    160_000,
  );
  const order = await cashier.post('/orders', {
    storeId: shop.storeId,
    customerId: shop.walkIn,
    documentType: 'BON_DE_VENTE',
    discount: { percentBps: 500, reason: 'client fidèle' },
    lines: [
      { productId: olives, quantity: 1_500, discount: { percentBps: 1_000, reason: 'fin de fût' } },
      { productId: cable, quantity: 275 },
    ],
  });
  const { body } = await checkout(shop, order, { method: 'cash', amountMinor: 193_087 });
  const sale = await saleOf(shop, body.sale.saleId);
  story.tell('1.5 kg at 1,200.00 less 10 %, 2.75 m at 150.00, and 5 % off all of it');
  story.check('to pay, tax included', sale.grossMinor, 193_087, dinars);
  story.check('discounts', sale.discountMinor, 18_000 + 10_163, dinars);
  story.check('margin', sale.marginMinor, 174_123 - 127_000, dinars);
  const invoice = await cashier.get(`/invoices/${sale.invoiceId}`);
  story.check(
    'tax at 9 % and at 19 %',
    invoice.taxByRate.map((row: any) => [row.netMinor, row.taxMinor]),
    [
      [141_193, 12_707],
      [32_930, 6_257],
    ],
    JSON.stringify,
  );
  const { items } = await manager.get(`/stock?storeId=${shop.storeId}&productId=${olives}`);
  story.check('grams of olives left', items[0].available, 8_500);
  await askForMore(shop, olives);
}

/** A discount beyond what a cashier may give waits for the manager. */
async function askForMore({ story, manager, cashier, ...shop }: Shop, productId: string): Promise<void> {
  const discount = { percentBps: 2_000, reason: 'ami du patron' };
  const order = await cashier.post('/orders', {
    storeId: shop.storeId,
    customerId: shop.walkIn,
    documentType: 'BON_DE_VENTE',
    lines: [{ productId, quantity: 1_000, discount }],
  });
  const payment = { method: 'cash', amountMinor: 96_000 };
  const asked = await checkout({ story, manager, cashier, ...shop }, order, payment);
  story.check('20 % off has to wait', [asked.status, asked.body.stage], [202, 'waitingForApproval'], JSON.stringify);
  const { approval } = await manager.get(`/orders/${order.orderId}`);
  story.check('for', approval.reasons[0].code, 'discount.over-limit');
  const refused = await manager.post(`/orders/${order.orderId}/reject`, { note: 'dix au plus' });
  story.check('the manager says no; the order is', refused.order.state, 'refused');
}

/** A product by measure with stock: `priceMinor` a whole unit, `quantity` and its cost in all. */
async function stocked(
  { manager, storeId }: Shop,
  {
    category,
    ...product
  }: { readonly name: string; readonly category: string; readonly unit: string; readonly taxRateBps: number },
  priceMinor: number,
  quantity: number,
  costMinor: number,
): Promise<string> {
  const { productId } = await manager.post('/products', {
    sku: `DEMO-${randomBytes(4).toString('hex').toUpperCase()}`,
    ...product,
    categoryId: await demoCategory(manager, category),
    barcodes: [],
    currency: 'DZD',
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: Math.round(priceMinor * 0.8),
    priceListMinor: priceMinor,
    priceMaxMinor: priceMinor,
  });
  await manager.post('/deliveries', { storeId, lines: [{ productId, quantity, costMinor }] });
  return productId;
}
