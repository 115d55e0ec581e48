import { randomBytes } from 'node:crypto';
import { dinars } from './demo-story.js';
import { checkout, saleOf, untilTillSees, type Shop } from './demo-till.js';

/** On the tag, 19 % tax included. */
const PRICE = 595_000;

/** A tea set: two glasses and a tray, sold as one, taken from stock as its parts, and one of two sets brought back. */
export async function sellBundles(shop: Shop): Promise<void> {
  const { story, manager, cashier, storeId } = shop;
  story.chapter('A bundle: sold as one, taken from stock as its parts');
  const glass = await added(shop, 'Verre à thé', {}, [6, 100_001]);
  const tray = await added(shop, 'Plateau martelé', {}, [3, 240_000]);
  const parts = [
    { productId: glass, quantity: 2 },
    { productId: tray, quantity: 1 },
  ];
  const set = await added(shop, 'Service à thé', { parts });
  await untilTillSees({ ...shop, productId: set }, 3);
  const order = await cashier.post('/orders', {
    storeId,
    customerId: shop.walkIn,
    documentType: 'BON_DE_VENTE',
    lines: [{ productId: set, quantity: 2 }],
  });
  story.check('the Draft is sure of two sets', order.availability[0].enough, true);
  const { body } = await checkout(shop, order, { method: 'cash', amountMinor: 2 * PRICE });
  const sale = await saleOf(shop, body.sale.saleId);
  story.check(
    'one line, at the price of two sets',
    [sale.lines.length, sale.grossMinor],
    [1, 2 * PRICE],
    JSON.stringify,
  );
  story.check('cost of its four glasses and two trays', sale.costMinor, 66_668 + 160_000, dinars);
  const left = async (): Promise<number[]> => {
    const { items } = await manager.get(`/stock?storeId=${storeId}&productId=${glass},${tray}`);
    return [glass, tray].map((id) => items.find((one: any) => one.productId === id).available);
  };
  story.check('glasses and trays left', await left(), [2, 1], JSON.stringify);
  const refused = await manager.ask('POST', '/deliveries', {
    storeId,
    lines: [{ productId: set, quantity: 1, costMinor: 1 }],
  });
  story.check('a delivery of sets is refused', refused.body.code, 'product.is-bundle');
  await cashier.ask('POST', `/sales/${sale.saleId}/returns`, {
    revision: sale.revision,
    reason: 'cadeau en double',
    refundTo: 'cash',
    tillSessionId: shop.tillSessionId,
    lines: [{ saleLineId: sale.lines[0].saleLineId, quantity: 1 }],
  });
  const [correction] = (await saleOf(shop, sale.saleId)).corrections;
  story.check('a set that comes back costs half of both', correction?.costMinor, 33_334 + 80_000, dinars);
  story.check('glasses and trays after it', await left(), [4, 2], JSON.stringify);
}

/** A product of the demo, with units of it and what they cost together. */
async function added(
  { manager, storeId }: Shop,
  name: string,
  more: object,
  goods?: readonly [quantity: number, costMinor: number],
): Promise<string> {
  const { productId } = await manager.post('/products', {
    sku: `DEMO-${randomBytes(4).toString('hex').toUpperCase()}`,
    name,
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: PRICE,
    priceListMinor: PRICE,
    priceMaxMinor: PRICE,
    ...more,
  });
  if (goods) {
    const [quantity, costMinor] = goods;
    await manager.post('/deliveries', { storeId, lines: [{ productId, quantity, costMinor }] });
  }
  return productId;
}
