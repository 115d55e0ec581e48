import { searchWords } from '@comptoir/contracts';
import { importErrors } from './import-errors.js';

/** What a column of a file of products may mean; those of `PRODUCT_KNOWN` are in exports and are not taken in. */
export const PRODUCT_COLUMNS = {
  sku: ['sku', 'reference', 'référence', 'code article', 'réf', 'المرجع', 'رمز المنتج', 'رمز'],
  name: ['name', 'product name', 'nom', 'désignation', 'libellé', 'nom du produit', 'الاسم', 'اسم المنتج', 'التسمية'],
  barcodes: ['barcodes', 'barcode', 'ean', 'gtin', 'code-barres', 'codes-barres', 'الباركود', 'الرمز الشريطي'],
  currency: ['currency', 'devise', 'monnaie', 'العملة'],
  priceMin: [
    'priceMin',
    'lowest price',
    'minimum price',
    'prix min',
    'prix minimum',
    'prix le plus bas',
    'أدنى سعر',
    'السعر الأدنى',
  ],
  priceList: ['priceList', 'price', 'list price', 'prix', 'prix de vente', 'prix affiché', 'السعر', 'سعر البيع'],
  priceMax: [
    'priceMax',
    'highest price',
    'maximum price',
    'prix max',
    'prix maximum',
    'prix le plus haut',
    'أعلى سعر',
    'السعر الأقصى',
  ],
  taxRate: ['taxRate', 'tax', 'tax rate', 'vat', 'tva', 'taux tva', 'taux de tva', 'الضريبة', 'نسبة الضريبة'],
  taxRateBps: ['taxRateBps'],
  warrantyMonths: [
    'warrantyMonths',
    'warranty',
    'warranty months',
    'garantie',
    'garantie mois',
    'mois de garantie',
    'الضمان',
    'أشهر الضمان',
  ],
  unit: ['unit', 'unité', 'الوحدة'],
  quantityDecimals: ['quantityDecimals', 'decimals', 'décimales', 'المنازل العشرية'],
  lowStockThreshold: ['lowStockThreshold', 'threshold', 'seuil', 'seuil d’alerte', 'حد التنبيه'],
  category: ['category', 'catégorie', 'famille', 'الفئة'],
  categoryId: ['categoryId'],
  brand: ['brand', 'marque', 'العلامة التجارية'],
} as const;

/** A column of products that is taken in. */
export type ProductColumn = keyof typeof PRODUCT_COLUMNS;

const PRODUCT_KNOWN = ['productId', 'available', 'createdAt', 'changedAt', 'archivedAt'];

/** A column of the file: its name there, and what it means; null where it means nothing. */
export interface FileColumn {
  readonly name: string;
  readonly column: ProductColumn | null;
}

function keyOf(name: string): string {
  return searchWords(name).join('');
}

const BY_KEY = new Map(
  Object.entries(PRODUCT_COLUMNS).flatMap(([column, names]) =>
    names.map((name) => [keyOf(name), column as ProductColumn] as const),
  ),
);
const KNOWN_KEYS = new Set(PRODUCT_KNOWN.map(keyOf));

/** The columns of the first row, by their names in three languages, case and accents aside. Refuses import.column-missing without a SKU, and import.column-twice. */
export function productColumnsOf(head: readonly string[]): FileColumn[] {
  const columns = head.map((name) => ({ name: name.trim().slice(0, 100), column: BY_KEY.get(keyOf(name)) ?? null }));
  const meant = columns.flatMap(({ column }) => column ?? []);
  const twice = meant.find((column, at) => meant.indexOf(column) !== at);
  if (twice !== undefined) {
    const names = columns.filter(({ column }) => column === twice).map(({ name }) => name);
    throw importErrors.columnTwice(`The columns ${names.join(' and ')} mean the same: leave one out.`, {
      columns: names,
    });
  }
  if (meant.includes('sku')) return columns;
  throw importErrors.columnMissing('The first line has no column for the SKU: name one sku.', { column: 'sku' });
}

/** Names of columns that nothing is read from; not those of an export that a product has by itself. */
export function unknownColumns(columns: readonly FileColumn[]): string[] {
  return columns
    .filter(({ name, column }) => column === null && name !== '' && !KNOWN_KEYS.has(keyOf(name)))
    .map(({ name }) => name);
}
