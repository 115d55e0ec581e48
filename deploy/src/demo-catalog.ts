import { randomBytes } from 'node:crypto';
import { checkout, saleOf, untilTillSees, type Shop } from './demo-till.js';

/** On the tag, 19 % tax included. */
const PRICE = 238_000;
/** An image of one pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const word = (): string => randomBytes(4).toString('hex').toUpperCase();

/** A product in two sizes with a picture, one of which is sold, and a file of products with a fault in it. */
export async function fillCatalog(shop: Shop): Promise<void> {
  shop.story.chapter('The catalog: sizes of a product, its picture, and a file of products');
  await sellASize(shop);
  await importAFile(shop);
}

async function sellASize(shop: Shop): Promise<void> {
  const { story, manager, cashier, storeId } = shop;
  const sku = `DEMO-${word()}`;
  const { productId, revision } = await manager.post('/products', {
    sku,
    name: 'Gandoura brodée',
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: PRICE,
    priceListMinor: PRICE,
    priceMaxMinor: PRICE,
  });
  const { items: variants } = await manager.post(`/products/${productId}/variants`, {
    revision,
    options: [{ name: 'Taille', values: ['M', 'L'] }],
    variants: ['M', 'L'].map((size) => ({ values: [size], sku: `${sku}-${size}` })),
  });
  story.check(
    'its sizes',
    variants.map(({ name }: { name: string }) => name),
    ['Gandoura brodée · M', 'Gandoura brodée · L'],
    JSON.stringify,
  );
  const { picture } = await manager.post(`/products/${productId}/picture`, { content: PNG });
  story.check('its picture, pixels', [picture.width, picture.height], [1, 1], JSON.stringify);
  const large = variants[1].productId;
  const goods = { storeId, lines: [{ productId: large, quantity: 2, costMinor: 250_000 }] };
  await manager.post('/deliveries', goods);
  await untilTillSees({ ...shop, productId: large }, 2);
  const line = (id: string) => ({ productId: id, quantity: 1 });
  const order = { storeId, customerId: shop.walkIn, documentType: 'BON_DE_VENTE' };
  const refused = await cashier.ask('POST', '/orders', { ...order, lines: [line(productId)] });
  story.check('a sale without a size is refused', refused.body.code, 'product.has-variants');
  const draft = await cashier.post('/orders', { ...order, lines: [line(large)] });
  const { body } = await checkout(shop, draft, { method: 'cash', amountMinor: PRICE });
  const sale = await saleOf(shop, body.sale.saleId);
  story.check('a size is sold at the price of the product', sale.grossMinor, PRICE);
}

async function importAFile({ story, manager }: Shop): Promise<void> {
  const own = word();
  const rows = [
    'Référence;Désignation;Prix;Devise;TVA',
    `DEMO-${own}-1;Coussin;1 200,50;DZD;19`,
    `DEMO-${own}-2;Tapis;cher;DZD;19`,
  ];
  const file = { fileName: 'produits.csv', content: Buffer.from(rows.join('\n')).toString('base64') };
  const { importId } = await manager.post('/imports/products', file);
  const seen = await untilImport(manager, importId, ['ready']);
  story.check('rows of a file: new, wrong', [seen.counts.new, seen.counts.wrong], [1, 1], JSON.stringify);
  const [fault] = (await manager.get(`/imports/products/${importId}/errors`)).items;
  story.check('the fault', [fault.line, fault.column, fault.found], [3, 'Prix', 'cher'], JSON.stringify);
  await manager.post(`/imports/products/${importId}/run`, { mode: 'goodRowsOnly' });
  const done = await untilImport(manager, importId, ['done', 'stopped', 'failed']);
  story.check('good rows only: added', [done.state, done.written.added], ['done', 1], JSON.stringify);
}

/** The import once it has one of these states; its progress is asked for, not assumed. */
async function untilImport(manager: Shop['manager'], importId: string, states: readonly string[]): Promise<any> {
  const begun = performance.now();
  for (;;) {
    const shown = await manager.get(`/imports/products/${importId}`);
    if (states.includes(shown.state)) return shown;
    if (performance.now() - begun > 30_000) throw new Error(`the import is ${shown.state} after thirty seconds`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
