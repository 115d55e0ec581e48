import { CURRENCY_DECIMALS, type Currency } from '@comptoir/contracts/money';
import { ApiProblem, ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';

type NewProduct = Api['POST /products']['body'];

/** Goods to try a shop with: a price on the tag in euros, months of warranty, units received. */
const GOODS: readonly (readonly [sku: string, name: string, euros: number, warrantyMonths: number, units: number])[] = [
  ['TRY-LAMP', 'Lampe de bureau', 24, 24, 10],
  ['TRY-BULB', 'Ampoule LED E27', 3, 0, 60],
  ['TRY-KETTLE', 'Bouilloire 1,7 L', 29, 24, 8],
  ['TRY-RADIO', 'Radio portable', 39, 24, 6],
  ['TRY-CABLE', 'Câble USB-C 1 m', 6, 0, 40],
  ['TRY-CHARGER', 'Chargeur 25 W', 15, 12, 20],
  ['TRY-BATTERY', 'Piles AA, les 4', 4, 0, 50],
  ['TRY-PAN', 'Poêle 28 cm', 22, 0, 12],
  ['TRY-GLASS', 'Verres, les 6', 12, 0, 15],
  ['TRY-FAN', 'Ventilateur', 49, 24, 5],
];

/** What a euro is, roughly, and the usual tax rate where the currency is used. */
const PLACES: Readonly<Record<Currency, { readonly perEuro: number; readonly taxRateBps: number }>> = {
  EUR: { perEuro: 1, taxRateBps: 2000 },
  DZD: { perEuro: 150, taxRateBps: 1900 },
  MAD: { perEuro: 11, taxRateBps: 2000 },
  TND: { perEuro: 3, taxRateBps: 1900 },
  XOF: { perEuro: 650, taxRateBps: 1800 },
  JPY: { perEuro: 160, taxRateBps: 1000 },
};

/** Parts of the list price, in percent: the lowest and highest price, and the cost. */
const [LOWEST, HIGHEST, COST] = [90, 110, 60];

/** The goods as products in a currency, each with the units to receive and what they cost together (minor units). */
export function sampleGoods(currency: Currency): { product: NewProduct; costMinor: number; units: number }[] {
  const { perEuro, taxRateBps } = PLACES[currency];
  const scale = 10 ** CURRENCY_DECIMALS[currency];
  return GOODS.map(([sku, name, euros, warrantyMonths, units]) => {
    const priceListMinor = euros * perEuro * scale;
    const part = (percent: number): number => Math.round((priceListMinor * percent) / 100);
    const prices = { priceListMinor, priceMinMinor: part(LOWEST), priceMaxMinor: part(HIGHEST) };
    const product = { sku, name, barcodes: [], currency, taxRateBps, warrantyMonths, lowStockThreshold: 2, ...prices };
    return { product, costMinor: part(COST) * units, units };
  });
}

/** The id of a product of this SKU, which is added unless it is there. */
async function productIdOf(product: NewProduct, key: string): Promise<string> {
  try {
    return (await ask('POST /products', { body: product, key })).productId;
  } catch (error) {
    const [known] = (await ask('GET /products', { query: { sku: product.sku, limit: '1' } })).items;
    if (error instanceof ApiProblem && !error.retryable && known) return known.productId;
    throw error;
  }
}

/** Adds the goods and receives them in a store. Asked again under the same key, it goes on where it stopped. */
export async function addSampleGoods({ storeId, currency }: Store, key: string): Promise<void> {
  const lines = [];
  for (const { product, costMinor, units } of sampleGoods(currency))
    lines.push({
      productId: await productIdOf(product, `${key}.${product.sku}`),
      quantity: units,
      costMinor,
    });
  await ask('POST /deliveries', { body: { storeId, supplierName: 'Comptoir', lines }, key });
}
