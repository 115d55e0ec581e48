import { catalog, MAX_IMPORT_ROWS, type Currency, type RowOutcome } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { cellsOf, nameIn, type FileColumn } from './file-columns.js';
import { faultsOfRow, type Checked, type ImportAsking, type ImportKind } from './import-kind.js';
import type { ImportFault, StoredRow, TodoRow } from './import-records.js';
import { PRODUCT_COLUMNS, type ProductFileColumn } from './product-columns.js';
import { categoryKeyOf, isSku, plainText, readProductRow } from './product-row.js';

/** A product that is to be written. */
interface ProductTodo extends TodoRow {
  readonly productId: string;
  readonly sku: string;
  readonly fields: object;
}

/** Notes which SKUs and barcodes were in an earlier row. */
function twiceFinder(columns: readonly FileColumn[]) {
  const at = (column: string): number => columns.findIndex((one) => one.column === column);
  const [skuAt, barcodesAt] = [at('sku'), at('barcodes')];
  const [skus, barcodes] = [new Map<string, number>(), new Map<string, number>()];
  return (line: number, cells: readonly string[]): StoredRow['twice'] => {
    const sku = plainText(cells[skuAt] ?? '').toLowerCase();
    const codes = plainText(cells[barcodesAt] ?? '')
      .split(/[\s,;|]+/)
      .filter((code) => code !== '');
    const skuLine = sku === '' ? undefined : skus.get(sku);
    if (skuLine !== undefined) return { column: 'sku', found: sku, code: 'import.sku-twice', line: skuLine };
    skus.set(sku, line);
    const taken = codes.find((code) => barcodes.has(code));
    if (taken !== undefined)
      return { column: 'barcodes', found: taken, code: 'import.barcode-twice', line: barcodes.get(taken)! };
    for (const code of codes) barcodes.set(code, line);
    return undefined;
  };
}

async function check(
  { caller, actor, columns }: ImportAsking,
  rows: readonly StoredRow[],
): Promise<Checked<ProductTodo>> {
  const asked = { actor };
  const skuAt = columns.findIndex(({ column }) => column === 'sku');
  const skus = rows.map(({ cells }) => plainText(cells[skuAt] ?? '')).filter(isSku);
  const [products, categories, stores] = await Promise.all([
    skus.length === 0 ? { items: [] } : caller.call(catalog.readProductsBySku, { skus: [...new Set(skus)] }, asked),
    caller.call(catalog.listCategories, {}, asked),
    caller.call(catalog.listStores, {}, asked),
  ]);
  const currencies = new Set<Currency>(stores.items.map(({ currency }) => currency));
  const context = {
    known: new Map(products.items.map((one) => [one.sku, one])),
    categories: new Map(categories.items.map((one) => [categoryKeyOf(one.name), one])),
    currency: currencies.size === 1 ? [...currencies][0] : undefined,
  };

  const faults: ImportFault[] = [];
  const good: ProductTodo[] = [];
  for (const row of rows) {
    const { line, cells } = row;
    const { sku, fields, faults: wrong } = readProductRow(cellsOf(columns as ProductFileColumn[], cells), context);
    const found = [
      ...wrong.map(({ column, ...one }) => ({ column: nameIn(columns, column), ...one })),
      ...faultsOfRow(columns, row),
    ];
    faults.push(...found.map((one) => ({ line, ...one, phase: 'check' as const })));
    if (found.length === 0) good.push({ line, productId: mint('product'), sku, fields });
  }

  const compared =
    good.length === 0
      ? { items: [], refused: [] }
      : await caller.call(catalog.compareProducts, { rows: good as never }, asked);
  faults.push(...compared.refused.map((one) => faultOfRefusal(columns, good, one, 'check')));
  const outcomes = new Map(compared.items.map(({ line, outcome }) => [line, outcome]));
  const count = (outcome: RowOutcome): number => compared.items.filter((one) => one.outcome === outcome).length;
  const isWritten = ({ line }: { line: number }) => ['new', 'changed'].includes(outcomes.get(line) ?? '');
  return {
    todo: good.filter(isWritten),
    faults,
    counts: {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      wrong: rows.length - good.length + count('refused'),
    },
  };
}

/** A refusal of the catalog as a fault of the file. */
function faultOfRefusal(
  columns: readonly FileColumn[],
  rows: readonly ProductTodo[],
  { line, field, code, message }: { line: number; field: string; code: string; message: string },
  phase: ImportFault['phase'],
): ImportFault {
  const row = rows.find((one) => one.line === line);
  const fields = (row?.fields ?? {}) as Record<string, unknown>;
  const found = field === 'sku' ? row?.sku : (fields[field] ?? fields[`${field}Minor`]);
  return {
    line,
    column: nameIn(columns, field),
    found: found === undefined ? '' : Array.isArray(found) ? found.join(' ') : String(found),
    code,
    right: message,
    phase,
  };
}

const CHUNK_TIMEOUT_MS = 15_000;

/** Products: compared with the catalog by SKU, and written 500 in one transaction. */
export const productImports: ImportKind<ProductTodo> = {
  columns: PRODUCT_COLUMNS,
  chunkRows: MAX_IMPORT_ROWS,
  twiceFinder,
  check,
  async write({ caller, actor, columns, commandId, allOrNothing }, todo) {
    const reply = await caller.call(
      catalog.importProducts,
      { rows: [...todo] as never, allOrNothing },
      { actor, commandId, timeoutMs: CHUNK_TIMEOUT_MS },
    );
    return { ...reply, refused: reply.refused.map((one) => faultOfRefusal(columns, todo, one, 'run')) };
  },
};
