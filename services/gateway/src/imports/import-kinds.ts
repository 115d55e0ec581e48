import { customerImports, supplierImports } from './contact-imports.js';
import type { ImportKind } from './import-kind.js';
import type { ImportKindName } from './import-records.js';
import { openingImports } from './opening-imports.js';
import { productImports } from './product-imports.js';

/** What is taken in from files, by name. */
export const IMPORT_KINDS: Readonly<Record<ImportKindName, ImportKind>> = {
  products: productImports,
  suppliers: supplierImports,
  customers: customerImports,
  'opening-stock': openingImports,
};
