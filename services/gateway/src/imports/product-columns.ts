import type { ColumnNames, FileColumn } from './file-columns.js';

const NAMES = {
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
export type ProductColumn = keyof typeof NAMES;

/** What a column of a file of products may mean. */
export const PRODUCT_COLUMNS: ColumnNames<ProductColumn> = {
  names: NAMES,
  known: ['productId', 'available', 'createdAt', 'changedAt', 'archivedAt'],
  required: [['sku']],
};

/** A column of a file of products. */
export type ProductFileColumn = FileColumn<ProductColumn>;
