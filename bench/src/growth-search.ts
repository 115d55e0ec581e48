import { mint, now } from '@comptoir/kit';
import { openStoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import { inTurns, ratioOf, type Beside } from './growth.js';
import type { LoadClients } from './load-clients.js';
import { measureSeries, type Measurement } from './measurements.js';

const [FEW, MANY] = [1_000, 100_000] as const;
const SEARCHES = 60;
const WARM_UP = 20;
const CHECKOUTS = 100;
/** What was changed a moment ago is read by each search: a shop at rest has changed nothing for so long. */
const SETTLE_MS = 20_000;
const ROWS_PER_INSERT = 1_000;
/** What a till shows. */
const SHOWN = 8;

/** Each kind in each finish is on a hundredth of the products, so that a page is full with few products too. */
const KINDS = [
  'Lampe',
  'Chaise',
  'Perceuse',
  'Bouilloire',
  'Rallonge',
  'Tournevis',
  'Casserole',
  'Ventilateur',
  'Serrure',
  'Horloge',
];
const FINISHES = [
  'blanche',
  'noire',
  'murale',
  'pliante',
  'compacte',
  'familiale',
  'robuste',
  'légère',
  'ronde',
  'longue',
];

/** A search: by words, by words with a typing error, by a barcode. */
const SEARCH = ['words', 'typingError', 'barcode'] as const;
type Name = (typeof SEARCH)[number];

/**
 * What searches of products cost with 1,000 and with 100,000 of them: the p50 of each, its ratio, and the worst ratio of those
 * by words; and the same of a checkout. The floor of each search is the read of a store, that of a checkout the saving of its
 * Draft, measured in turns with it. The products are written into the database of
 * the catalog: a hundred thousand requests would take longer than the whole run.
 */
export async function measureSearch(
  system: TestSystem,
  clients: LoadClients,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const { storeId } = await openStoreFixture(system);
  await seedProducts(system, 0, FEW);
  log(`  searches of ${FEW} products`);
  const before = await timeSearches(system, storeId, FEW);
  const checkoutBefore = await timeCheckouts(clients);
  await seedProducts(system, FEW, MANY);
  log(`  searches of ${MANY} products`);
  const after = await timeSearches(system, storeId, MANY);
  const checkoutAfter = await timeCheckouts(clients);
  const ratio = (name: Name): number => ratioOf(before[name], after[name]);
  const figure = (name: string, products: number, { ms, floorMs }: Beside): Measurement => ({
    name: `growth.${name}.${products}`,
    value: ms,
    unit: 'ms',
    ratioToFloor: ms / floorMs,
  });
  return [
    ...SEARCH.flatMap((name): Measurement[] => [
      figure(`search.${name}`, FEW, before[name]),
      figure(`search.${name}`, MANY, after[name]),
      { name: `growth.search.${name}.ratio`, value: ratio(name), unit: 'ratio' },
    ]),
    { name: 'growth.search.products', value: Math.max(ratio('words'), ratio('typingError')), unit: 'ratio' },
    figure('checkoutOfProducts', FEW, checkoutBefore),
    figure('checkoutOfProducts', MANY, checkoutAfter),
    { name: 'growth.checkout.products', value: ratioOf(checkoutBefore, checkoutAfter), unit: 'ratio' },
  ];
}

async function timeCheckouts(clients: LoadClients): Promise<Beside> {
  await measureSeries(1, 0, WARM_UP, clients.checkout);
  return inTurns(CHECKOUTS, {
    floor: () => clients.prepareDrafts(1, 1),
    operation: () => clients.checkout(0),
  });
}

function nameOf(number: number): { kind: string; finish: string } {
  const kind = KINDS[number % KINDS.length]!;
  return { kind, finish: FINISHES[Math.floor(number / KINDS.length) % FINISHES.length]! };
}

/** A free code, so that it needs no check digit. */
function barcodeOf(number: number): string {
  return `BENCH${String(number).padStart(8, '0')}`;
}

async function seedProducts(system: TestSystem, from: number, end: number): Promise<void> {
  const catalog = system.mongo.db('comptoir_catalog');
  const [products, barcodes] = ['products', 'barcodes'].map((name) => catalog.collection<{ _id: string }>(name));
  for (let first = from; first < end; first += ROWS_PER_INSERT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_INSERT, end - first) }, (_unused, at) =>
      productRow(first + at),
    );
    await products!.insertMany(rows);
    await barcodes!.insertMany(rows.map(({ _id, barcodes: [code] }) => ({ _id: code!, productId: _id })));
  }
}

function productRow(number: number) {
  const { kind, finish } = nameOf(number);
  const sku = `BEN-${String(number).padStart(6, '0')}`;
  const moment = now();
  return {
    _id: mint('product'),
    sku,
    skuKey: sku.toLowerCase(),
    name: `${kind} ${finish} modèle ${number.toString(36)}`,
    brand: `Marque ${number % 97}`,
    barcodes: [barcodeOf(number)],
    unit: 'piece',
    quantityDecimals: 0,
    priceMinMinor: 90_000,
    priceListMinor: 100_000,
    priceMaxMinor: 110_000,
    currency: 'DZD',
    taxRateBps: 1_900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    revision: 1,
    createdAt: moment,
    changedAt: moment,
  };
}

/** A word with two letters swapped in its middle. */
function mistyped(word: string): string {
  return `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`;
}

async function timeSearches(system: TestSystem, storeId: string, products: number): Promise<Record<Name, Beside>> {
  const find = async (query: Record<string, string>, most: number): Promise<void> => {
    const { items } = await system.cashier.get(`/products?${new URLSearchParams({ ...query, limit: String(SHOWN) })}`);
    if (items.length !== most) throw new Error(`${JSON.stringify(query)}: ${items.length} products`);
  };
  const searches: Readonly<Record<Name, (turn: number) => Promise<void>>> = {
    words: (turn) => {
      const { kind, finish } = nameOf(turn * 7);
      return find({ text: `${finish} ${kind.slice(0, 4)}` }, SHOWN);
    },
    typingError: (turn) => {
      const { kind, finish } = nameOf(turn * 7);
      return find({ text: `${mistyped(kind)} ${finish}` }, SHOWN);
    },
    barcode: (turn) => find({ barcode: barcodeOf((turn * 7_919) % products) }, 1),
  };
  await untilRead(system);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const times: Partial<Record<Name, Beside>> = {};
  for (const name of SEARCH) {
    for (let turn = 0; turn < WARM_UP; turn += 1) await searches[name](turn);
    times[name] = await inTurns(SEARCHES, {
      floor: () => system.cashier.get(`/stores/${storeId}`),
      operation: searches[name],
    });
  }
  return times as Record<Name, Beside>;
}

/** Waits until the replica has read what was written past it. */
async function untilRead({ cashier }: TestSystem): Promise<void> {
  for (;;) {
    const { status, body } = await cashier.ask('GET', '/products?text=lampe&limit=1');
    if (status === 200) return;
    if (body.code !== 'search.not-ready') throw new Error(`${status} ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
