import {
  catalogErrors,
  DomainError,
  type catalog,
  type CommandContext,
  type ImportedFields,
  type ParsedInputOf,
  type ProductChanges,
  type RowOutcome,
  type RowRefusal,
} from '@comptoir/contracts';
import { decideChangeProduct, decideCreateProduct, type ProductSaved } from './product.js';
import type { Barcode, Category, Product } from './records.js';
import { skuKeyOf } from './search-keys.js';
import { reachesVariants, withOwnFields } from './variants.js';

type Row = ParsedInputOf<typeof catalog.importProducts>['rows'][number];
type Moment = Pick<CommandContext, 'now' | 'actor'>;

/** What is there already: the products of the SKUs, the owners of the barcodes, and the categories that are named. */
export interface ImportState {
  readonly products: readonly Product[];
  readonly barcodes: readonly Barcode[];
  readonly categories: readonly Category[];
}

/** What a row does; `saved` where it writes something. */
interface Decided {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly saved?: ProductSaved;
  readonly refusal?: RowRefusal;
}

/** What an import does: every row, and the products to be written. */
export interface ImportDecided {
  readonly rows: readonly Decided[];
  readonly saved: readonly ProductSaved[];
  readonly refused: readonly RowRefusal[];
}

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  [catalogErrors.barcodeTaken.code]: 'barcodes',
  [catalogErrors.checkDigitWrong.code]: 'barcodes',
  [catalogErrors.pricesOutOfOrder.code]: 'priceList',
  [catalogErrors.unitFixed.code]: 'unit',
  [catalogErrors.categoryUnknown.code]: 'category',
};

/** Names of the fields that a new product must have. */
const REQUIRED = { name: 'name', priceListMinor: 'priceList', currency: 'currency', taxRateBps: 'taxRate' } as const;

function requireWhole(sku: string, fields: ImportedFields): void {
  for (const [field, column] of Object.entries(REQUIRED)) {
    if (fields[field as keyof typeof REQUIRED] !== undefined) continue;
    throw catalogErrors.fieldMissing(`${sku} is new: a new product needs ${column}.`, { field: column });
  }
}

/** The product that a row adds; prices that are left out are the list price, other facts none. Refuses import.field-missing and what decideCreateProduct refuses. */
function added({ productId, sku, fields }: Row, state: Parameters<typeof decideCreateProduct>[0], moment: Moment) {
  requireWhole(sku, fields);
  const { categoryId, name, priceListMinor, currency, taxRateBps, ...others } = fields;
  const product = {
    productId,
    sku,
    name: name!,
    currency: currency!,
    taxRateBps: taxRateBps!,
    priceListMinor: priceListMinor!,
    priceMinMinor: priceListMinor!,
    priceMaxMinor: priceListMinor!,
    barcodes: [],
    warrantyMonths: 0,
    lowStockThreshold: 0,
    ...others,
    ...(categoryId ? { categoryId } : {}),
  };
  return decideCreateProduct(state, product, moment);
}

/** What of the fields is another than the product has. */
function changesTo(product: Product, fields: ImportedFields): ProductChanges {
  const before = { ...product, categoryId: product.categoryId ?? null } as Record<string, unknown>;
  const named = fields.barcodes ? { ...fields, barcodes: [...new Set(fields.barcodes)] } : fields;
  const others = Object.entries(named).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field]),
  );
  return Object.fromEntries(others) as ProductChanges;
}

function refusalOf(line: number, error: unknown): RowRefusal {
  if (!(error instanceof DomainError)) throw error;
  const { field } = error.details as { field?: string };
  return { line, code: error.code, field: field ?? FIELD_OF[error.code] ?? 'sku', message: error.message };
}

/**
 * Adds and changes products by their SKUs, row after row; a row that says what is there already is unchanged. A barcode that
 * a row takes from a product stays taken until the next import. With `allOrNothing` nothing is saved where a row is refused.
 */
export function decideImportProducts(
  state: ImportState,
  { rows, allOrNothing }: { readonly rows: readonly Row[]; readonly allOrNothing: boolean },
  moment: Moment,
): ImportDecided {
  const products = new Map(state.products.map((product) => [product.skuKey, product]));
  const barcodes = new Map(state.barcodes.map((barcode) => [barcode._id, barcode]));
  const categories = new Map(state.categories.map((category) => [category._id, category]));
  const lines = new Map<string, number>();

  const decide = (row: Row): Decided => {
    const { line, sku, fields } = row;
    const skuKey = skuKeyOf(sku);
    const earlier = lines.get(skuKey);
    if (earlier !== undefined) throw catalogErrors.skuTwice(`${sku} is in line ${earlier} already.`, { line: earlier });
    lines.set(skuKey, line);
    const taken = { barcodes: (fields.barcodes ?? []).flatMap((code) => barcodes.get(code) ?? []) };
    const category = fields.categoryId ? (categories.get(fields.categoryId) ?? null) : undefined;
    const product = products.get(skuKey);
    if (!product) {
      return { line, outcome: 'new', saved: added(row, { known: false, taken, category }, moment) };
    }
    const changes = changesTo(product, fields);
    if (Object.keys(changes).length === 0) return { line, outcome: 'unchanged' };
    if (reachesVariants(product, changes)) {
      throw catalogErrors.productHasVariants(
        `${product.name} has variants: change it on its page, or change each of them.`,
      );
    }
    const asked = { productId: product._id, revision: product.revision, changes };
    return {
      line,
      outcome: 'changed',
      saved: withOwnFields(product, decideChangeProduct({ product, taken, category }, asked, moment)),
    };
  };

  const decided = rows.map((row): Decided => {
    try {
      const one = decide(row);
      for (const code of one.saved?.barcodesTaken ?? []) {
        barcodes.set(code, { _id: code, productId: one.saved!.product._id });
      }
      return one;
    } catch (error) {
      return { line: row.line, outcome: 'refused', refusal: refusalOf(row.line, error) };
    }
  });
  const refused = decided.flatMap(({ refusal }) => refusal ?? []);
  const isStopped = allOrNothing && refused.length > 0;
  return { rows: decided, refused, saved: isStopped ? [] : decided.flatMap(({ saved }) => saved ?? []) };
}
