/** What is taken in from files, in the order of the choice. */
export const IMPORT_KINDS = ['products', 'suppliers', 'customers', 'opening-stock'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Who may take it in. */
export const RIGHT_OF_KIND = {
  products: 'changeProducts',
  suppliers: 'changeSuppliers',
  customers: 'giveCredit',
  'opening-stock': 'receiveOpeningStock',
} as const;
