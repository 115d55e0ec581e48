import {
  catalog,
  currency,
  CURRENCY_DECIMALS,
  isCountable,
  MAX_DOCUMENT_MINOR,
  MAX_QUANTITY_DECIMALS,
  normalizeText,
  parseQuantity,
  unit,
  UNIT_DECIMALS,
  type CategoryView,
  type Currency,
  type ImportedFields,
  type ProductOfSku,
  type Unit,
} from '@comptoir/contracts';
import type { ProductColumn } from './product-columns.js';

/** What is wrong with a cell: what is there, a code, and what would be right in all languages (a form, an example). */
export interface CellFault {
  readonly column: ProductColumn;
  readonly found: string;
  readonly code: string;
  readonly right: string;
}

/** What a file of products is read with. */
export interface ProductContext {
  /** Products that are there, by SKU as in the file. */
  readonly known: ReadonlyMap<string, ProductOfSku>;
  /** The categories, by name as `categoryKeyOf` makes it. */
  readonly categories: ReadonlyMap<string, Pick<CategoryView, 'categoryId' | 'name'>>;
  /** Currency of new products where the file names none. */
  readonly currency?: Currency | undefined;
}

/** Text of cells by column; undefined where the file has no such column. */
export type ProductCells = Readonly<Partial<Record<ProductColumn, string>>>;

const SKU = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const BARCODE = /^[0-9A-Za-z-]{4,32}$/;
const MAX_BARCODES = 20;
const MAX_NAME = 200;
const MAX_BRAND = 80;
const CATEGORY_ID = /^cat_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const SPACES = /[\s\u00a0\u202f]/g;
/** What `harmless` of the exports has put before text that begins like a formula. */
const MADE_HARMLESS = /^'(?='*[=+\-@\t\r])/;

/** Text of a cell, without the apostrophe that an export writes before what a spreadsheet would compute. */
export function plainText(cell: string): string {
  return cell.trim().replace(MADE_HARMLESS, '');
}

/** Whether a text may be looked up: no product has another SKU. */
export function isSku(text: string): boolean {
  return catalog.readProductsBySku.input.shape.skus.element.safeParse(text).success;
}

/** A category's name as it is looked up: case, accents and spaces aside. */
export function categoryKeyOf(name: string): string {
  return normalizeText(name).trim().replace(/\s+/g, ' ');
}

/** A number with a point or a comma before its decimals, spaces aside, in units of 10^-decimals; undefined where it is none. */
export function scaledNumber(text: string, decimals: number): number | undefined {
  const [, whole, separator, fraction = ''] = /^(\d{1,13})(?:([.,])(\d*))?$/.exec(text.replace(SPACES, '')) ?? [];
  if (whole === undefined) return undefined;
  if (separator === ',' && fraction.length === 3) return undefined; // 1,500 may mean either
  if (fraction.replace(/0+$/, '').length > decimals) return undefined;
  const value = Number(`${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  return Number.isSafeInteger(value) ? value : undefined;
}

/**
 * What a row says of a product: only what its columns say. An empty cell of barcodes or category takes them away, one of
 * another fact says nothing. Amounts are read in the currency of the row, of the product, or of the shop.
 */
export function readProductRow(
  cells: ProductCells,
  context: ProductContext,
): { readonly sku: string; readonly fields: ImportedFields; readonly faults: readonly CellFault[] } {
  const faults: CellFault[] = [];
  const note = (column: ProductColumn, code: string, right: string): undefined => {
    faults.push({ column, found: plainText(cells[column] ?? '').slice(0, 200), code, right });
    return undefined;
  };
  const sku = plainText(cells.sku ?? '');
  if (!SKU.test(sku)) note('sku', sku === '' ? 'import.missing' : 'import.not-sku', 'A-Z a-z 0-9 . _ - (1…40)');
  const known = context.known.get(sku);
  const filled = <T>(column: ProductColumn, read: (text: string) => T | undefined): T | undefined => {
    const text = plainText(cells[column] ?? '');
    return text === '' ? undefined : read(text);
  };

  const named = filled('currency', (text) => {
    const found = currency.safeParse(text.toUpperCase());
    return found.success ? found.data : note('currency', 'import.not-currency', currency.options.join(', '));
  });
  const money = named ?? known?.currency ?? context.currency;
  const price = (column: ProductColumn) =>
    filled(column, (text) => {
      if (money === undefined) return note(column, 'import.no-currency', 'currency');
      const decimals = CURRENCY_DECIMALS[money];
      const minor = scaledNumber(text, decimals);
      return minor !== undefined && minor <= MAX_DOCUMENT_MINOR
        ? minor
        : note(column, 'import.not-amount', (1234.5).toFixed(decimals));
    });
  const whole = (column: ProductColumn, most: number) =>
    filled(column, (text) => {
      const value = scaledNumber(text, 0);
      return value !== undefined && value <= most ? value : note(column, 'import.not-whole', `0…${most}`);
    });

  const measured = filled('unit', (text): Unit | undefined => {
    const found = unit.safeParse(text.toLowerCase());
    return found.success ? found.data : note('unit', 'import.not-unit', unit.options.join(', '));
  });
  const decimals = whole('quantityDecimals', MAX_QUANTITY_DECIMALS);
  const counted = decimals ?? known?.quantityDecimals ?? UNIT_DECIMALS[measured ?? 'piece'];
  const lowStockThreshold = filled('lowStockThreshold', (text) => {
    const value =
      text.includes(',') && scaledNumber(text, counted) === undefined ? undefined : parseQuantity(text, counted);
    return value !== undefined && isCountable(value, counted)
      ? value
      : note('lowStockThreshold', 'import.not-quantity', (1).toFixed(counted));
  });

  const codes = plainText(cells.barcodes ?? '')
    .split(/[\s,;|]+/)
    .filter((code) => code !== '');
  if (codes.length > MAX_BARCODES || codes.some((code) => !BARCODE.test(code)))
    note('barcodes', 'import.not-barcode', '6130000000012 6130000000029');
  const name = filled('name', (text) =>
    text.length <= MAX_NAME && !/\p{Cc}/u.test(text) ? text : note('name', 'import.not-text', `1…${MAX_NAME}`),
  );
  const brand = filled('brand', (text) =>
    text.length <= MAX_BRAND && !/\p{Cc}/u.test(text) ? text : note('brand', 'import.not-text', `1…${MAX_BRAND}`),
  );
  const percent = filled('taxRate', (text) => {
    const bps = scaledNumber(text.replace(/%$/, ''), 2);
    return bps !== undefined && bps <= 10_000 ? bps : note('taxRate', 'import.not-rate', '0…100');
  });
  const categoryId = categoryOf(cells, context, note);

  const fields: Record<keyof ImportedFields, unknown> = {
    name,
    currency: named ?? (known === undefined ? money : undefined),
    priceMinMinor: price('priceMin'),
    priceListMinor: price('priceList'),
    priceMaxMinor: price('priceMax'),
    taxRateBps: percent ?? whole('taxRateBps', 10_000),
    warrantyMonths: whole('warrantyMonths', 240),
    unit: measured,
    quantityDecimals: decimals,
    lowStockThreshold,
    barcodes: cells.barcodes === undefined ? undefined : codes,
    categoryId,
    brand,
  };
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { sku, fields: Object.fromEntries(said) as ImportedFields, faults };
}

function categoryOf(
  cells: ProductCells,
  { categories }: ProductContext,
  note: (column: ProductColumn, code: string, right: string) => undefined,
): string | null | undefined {
  const column = cells.category === undefined ? 'categoryId' : 'category';
  if (cells[column] === undefined) return undefined;
  const text = plainText(cells[column]);
  if (text === '') return null;
  const found =
    column === 'category' ? categories.get(categoryKeyOf(text))?.categoryId : CATEGORY_ID.test(text) ? text : undefined;
  return (
    found ??
    note(
      column,
      'import.unknown-category',
      [...categories.values()]
        .slice(0, 10)
        .map((one) => one.name)
        .join(', '),
    )
  );
}
