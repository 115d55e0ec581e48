import { UNIT_DECIMALS } from '@comptoir/contracts';
import { signIn, type ApiClient } from './api-client.js';
import { demoGoods, type DemoGood } from './demo-goods.js';
import { addTradePrices } from './demo-price-lists.js';
import type { Logger } from './logger.js';

/** A user of the demo shop. */
export type DemoUser = { email: string; password: string; role: string; name: string; stores: 'all' };

const user = (role: string, name: string): DemoUser => ({
  email: `${role}@demo.example`,
  password: 'comptoir-demo',
  role,
  name,
  stores: 'all', // its stores are opened after them
});

/** The users of the demo shop, one per role; the gateway adds them when COMPTOIR_SEED_USERS lists them. */
export const demoUsers: DemoUser[] = [
  user('owner', 'Owner'),
  user('manager', 'Manager'),
  user('cashier', 'Cashier'),
  user('accountant', 'Accountant'),
  user('stockKeeper', 'Stock keeper'),
  user('auditor', 'Auditor'),
];

/** A demo user by role. */
export function demoUser(role: string): DemoUser {
  const found = demoUsers.find((one) => one.role === role);
  if (!found) throw new Error(`no demo user is ${role}`);
  return found;
}

const legal = {
  companyName: 'Comptoir Démonstration SARL',
  legalForm: 'SARL',
  taxId: '000016001234567',
  tradeRegister: '16/00-0123456B00',
};
const stores = [
  {
    code: 'ALG1',
    name: 'Alger Centre',
    address: '12 rue Didouche Mourad, Alger',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    pricesIncludeTax: true,
    cashRoundingMinor: 500,
    legal,
  },
  {
    code: 'ORA1',
    name: 'Oran Front de Mer',
    address: '3 boulevard de l’ALN, Oran',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    pricesIncludeTax: true,
    cashRoundingMinor: 500,
    legal,
  },
];

const customers = [
  { kind: 'walkIn', name: 'Client de passage' },
  {
    kind: 'person',
    name: 'Client fidèle (exemple)',
    phone: '0550 00 00 01',
    address: { street: 'Cité des Exemples', city: 'Alger', country: 'DZ' },
    creditLimit: { minor: 5_000_000, currency: 'DZD' },
  },
  {
    kind: 'company',
    name: 'Hôtel Exemple SPA',
    address: { street: 'Zone d’activité', city: 'Oran', country: 'DZ' },
    profile: 'DZ',
    identifiers: [{ kind: 'nif', value: '000031009876543' }],
    paymentTermsDays: 30,
    creditLimit: { minor: 100_000_000, currency: 'DZD' },
  },
];

/** Who supplies the demo shop. */
const supplier = {
  name: 'Grossiste Exemple',
  phone: '023 00 00 01',
  address: { street: 'Zone industrielle', city: 'Rouiba', country: 'DZ' },
  profile: 'DZ',
  identifiers: [{ kind: 'nif', value: '000035001112223' }],
  paymentTermsDays: 30,
  leadTimeDays: 5,
};

/** What the products cost in each delivery, in hundredths of the price on the tag, and the number of whole units. */
const deliveries = [
  { reference: 'BL-001', costPercent: 52, units: (good: DemoGood) => (good.listMinor > 2_000_000 ? 4 : 20) },
  { reference: 'BL-002', costPercent: 55, units: (good: DemoGood) => (good.listMinor > 2_000_000 ? 3 : 12) },
  { reference: 'BL-003', costPercent: 58, units: (good: DemoGood) => (good.listMinor > 2_000_000 ? 3 : 10) },
];

/** Orders goods of the supplier and sends the order; its id. */
async function order(
  owner: ApiClient,
  {
    lines,
    ...parties
  }: {
    readonly storeId: string;
    readonly supplierId: string;
    readonly lines: readonly { productId: string; quantity: number; costMinor: number }[];
  },
): Promise<string> {
  const ordered = lines.map(({ costMinor: expectedCostMinor, ...line }) => ({ ...line, expectedCostMinor }));
  const { purchaseOrderId, revision } = await owner.post(
    '/purchase-orders',
    { ...parties, lines: ordered },
    'demo-purchase-order',
  );
  await owner.post(`/purchase-orders/${purchaseOrderId}/send`, { revision }, 'demo-purchase-order-sent');
  return purchaseOrderId;
}

/** Fills the demo shop through the HTTP API; every request has a fixed idempotency key, so that an interrupted run continues where it stopped. */
export async function fillDemoShop(baseUrl: string, print: Logger): Promise<void> {
  const owner = await signIn(baseUrl, demoUser('owner').email, demoUser('owner').password);
  if (await isFilled(owner)) return print('  the demo shop is there already');
  const storeIds: string[] = [];
  let companyId: string | undefined; // the first store opens the company, the other one is of it too
  for (const { legal: identity, ...store } of stores) {
    const of = companyId === undefined ? { legal: identity } : { companyId };
    const opened = await owner.post('/stores', { ...store, ...of }, `demo-store-${store.code}`);
    storeIds.push(opened.storeId);
    companyId = opened.companyId;
  }
  // the first store has a till to open; the other adds its own at the screen
  await owner.post(`/stores/${storeIds[0]}/tills`, { till: 'T1', name: 'Caisse 1' }, 'demo-till');
  for (const customer of customers) await owner.post('/customers', customer, `demo-customer-${customer.kind}`);
  const { supplierId } = await owner.post('/suppliers', supplier, 'demo-supplier');
  const products = await addProducts(owner);
  await addTradePrices(owner, products);
  print(`  ${storeIds.length} stores, ${customers.length} customers, 1 supplier, ${products.length} products`);
  for (const storeId of storeIds) {
    for (const delivery of deliveries) {
      const lines = products.map(({ productId, good }) => {
        const units = delivery.units(good);
        const costMinor = Math.round((good.listMinor * units * delivery.costPercent) / 100);
        return { productId, quantity: units * 10 ** UNIT_DECIMALS[good.unit], costMinor };
      });
      const isOrdered = storeId === storeIds[0] && delivery === deliveries.at(-1);
      const source = isOrdered
        ? { purchaseOrderId: await order(owner, { storeId, supplierId, lines }) }
        : { supplierId };
      await owner.post(
        '/deliveries',
        { storeId, ...source, reference: delivery.reference, lines },
        `demo-delivery-${storeId}-${delivery.reference}`,
      );
    }
  }
  print(
    `  ${deliveries.length * storeIds.length} deliveries, one against a purchase order, each product in ${deliveries.length} batches a store at different costs`,
  );
}

/** The id of a category of the demo shop by its name; undefined in a shop that has none of that name. */
export async function demoCategory(client: ApiClient, name: string): Promise<string | undefined> {
  const { items } = await client.get<{ items: { categoryId: string; name: string }[] }>('/categories');
  return items.find((one) => one.name === name)?.categoryId;
}

/** The categories of the demo goods, by name. */
async function addCategories(owner: ApiClient): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [at, name] of [...new Set(demoGoods.map((good) => good.category))].entries())
    ids.set(name, (await owner.post('/categories', { name }, `demo-category-${at + 1}`)).categoryId);
  return ids;
}

async function addProducts(owner: ApiClient): Promise<{ productId: string; good: DemoGood }[]> {
  const categories = await addCategories(owner);
  const products = [];
  for (const good of demoGoods) {
    const { productId } = await owner.post(
      '/products',
      {
        sku: good.sku,
        name: good.name,
        categoryId: categories.get(good.category),
        ...(good.brand === undefined ? {} : { brand: good.brand }),
        barcodes: [good.barcode],
        currency: 'DZD',
        unit: good.unit,
        taxRateBps: good.taxRateBps,
        warrantyMonths: good.warrantyMonths,
        lowStockThreshold: good.lowStockThreshold,
        priceMinMinor: Math.round(good.listMinor * 0.9),
        priceListMinor: good.listMinor,
        priceMaxMinor: Math.round(good.listMinor * 1.1),
      },
      `demo-product-${good.sku}`,
    );
    products.push({ productId, good });
  }
  return products;
}

/** The last thing filled is the last delivery of the last store. */
async function isFilled(owner: ApiClient): Promise<boolean> {
  const { items } = await owner.get<{ items: { storeId: string; code: string }[] }>('/stores');
  const last = items.find((store) => store.code === stores.at(-1)?.code);
  if (!last) return false;
  const sku = demoGoods.at(-1)?.sku ?? '';
  const found = await owner.get<{ items: { productId: string }[] }>(`/products?sku=${encodeURIComponent(sku)}`);
  const productId = found.items[0]?.productId;
  if (!productId) return false;
  const stock = await owner.get<{ items: { version: number }[] }>(
    `/stock?storeId=${last.storeId}&productId=${productId}`,
  );
  return (stock.items[0]?.version ?? 0) >= deliveries.length;
}
