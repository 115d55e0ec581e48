import { randomBytes } from 'node:crypto';
import { dinars } from './demo-story.js';
import { checkout, untilTillSees, type Shop } from './demo-till.js';

/** On the tag, 19 % tax included. */
const PRICE = 1_190_000;
const COST = 500_001;

/** Goods that this store sold come back at another store of the company: found there by the receipt, booked there at their cost. */
export async function takeBackElsewhere(shop: Shop): Promise<void> {
  const { story, manager, cashier, storeId } = shop;
  story.chapter('What one store sold comes back at another');
  const [other] = (await manager.get(`/transfers/stores?storeId=${storeId}`)).items;
  if (!other) return story.tell('no other store of this company: npm start fills a shop with two');
  const { otherStoreId, name } = other;
  const sku = `DEMO-RE-${randomBytes(4).toString('hex').toUpperCase()}`;
  const { productId } = await manager.post('/products', {
    sku,
    name: `Lanterne ${sku}`,
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: PRICE,
    priceListMinor: PRICE,
    priceMaxMinor: PRICE,
  });
  await manager.post('/deliveries', { storeId, lines: [{ productId, quantity: 1, costMinor: COST }] });
  await untilTillSees({ ...shop, productId }, 1);
  const order = await cashier.post('/orders', {
    storeId,
    customerId: shop.walkIn,
    documentType: 'BON_DE_VENTE',
    lines: [{ productId, quantity: 1 }],
  });
  const { body } = await checkout(shop, order, { method: 'cash', amountMinor: PRICE });
  const { invoiceNumber: number } = await cashier.get(`/sales/${body.sale.saleId}`);
  const receipt = await manager.get(`/returns/sale?number=${number}&storeId=${otherStoreId}`);
  story.tell(`${name} finds ${number} by its number: sold in ${receipt.soldIn.name}`);
  const taken = await manager.ask('POST', `/sales/${receipt.saleId}/returns`, {
    revision: receipt.revision,
    reason: 'offerte deux fois',
    refundTo: 'card',
    storeId: otherStoreId,
    number,
    lines: [{ saleLineId: receipt.lines[0].saleLineId, quantity: 1 }],
  });
  const { correction } = taken.body;
  story.check('refunded there, as on the tag', correction?.refundMinor, PRICE, dinars);
  story.tell(`credit note ${correction?.creditNoteNumber} of ${name}`);
  const there = (await manager.get(`/stock?storeId=${otherStoreId}&productId=${productId}`)).items[0];
  story.check('it is in that store, at its cost', there.batches[0]?.remainingCostMinor, COST, dinars);
  const [entry] = (await manager.get(`/ledger/entries?ref=${correction?.correctionId}`)).items;
  story.check('the entry is in the books of that store', entry?.storeId, otherStoreId);
}
