import { catalog, type Actor, type Currency, type RowOutcome } from '@comptoir/contracts';
import { mint, type Caller } from '@comptoir/kit';
import type { ChunkRecord, ImportFault, StoredRow } from './import-records.js';
import type { FileColumn, ProductColumn } from './product-columns.js';
import { categoryKeyOf, plainText, readProductRow, type ProductCells } from './product-row.js';

/** What a chunk would do: its rows to be written, what is wrong, and how many rows are of each outcome. */
export interface Checked {
  readonly todo: NonNullable<ChunkRecord['todo']>;
  readonly faults: readonly ImportFault[];
  readonly counts: { new: number; changed: number; unchanged: number; wrong: number };
}

/** The name in the file of what a refusal is about. */
export function nameIn(columns: readonly FileColumn[], column: string): string {
  return columns.find((one) => one.column === column)?.name ?? column;
}

function cellsOf(columns: readonly FileColumn[], cells: readonly string[]): ProductCells {
  const named = columns.flatMap(({ column }, at) => (column === null ? [] : [[column, cells[at] ?? ''] as const]));
  return Object.fromEntries(named) as Partial<Record<ProductColumn, string>>;
}

/** Compares a chunk of products with the catalog; nothing is written. */
export async function checkProducts(
  caller: Caller,
  actor: Actor,
  columns: readonly FileColumn[],
  rows: readonly StoredRow[],
): Promise<Checked> {
  const asked = { actor };
  const skuAt = columns.findIndex(({ column }) => column === 'sku');
  const skus = rows.map(({ cells }) => plainText(cells[skuAt] ?? '')).filter((sku) => /^[\w.-]{1,40}$/.test(sku));
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
  const good: Checked['todo'][number][] = [];
  for (const { line, cells, twice } of rows) {
    const { sku, fields, faults: wrong } = readProductRow(cellsOf(columns, cells), context);
    const found = wrong.map(({ column, ...one }) => ({ column: nameIn(columns, column), ...one }));
    if (twice) {
      const right = `≠ ${twice.line}`;
      const code = twice.column === 'sku' ? 'import.sku-twice' : 'import.barcode-twice';
      found.push({ column: nameIn(columns, twice.column), found: twice.found, code, right });
    }
    if (cells.length > columns.length)
      found.push({ column: '', found: cells.at(-1)!, code: 'import.too-many-cells', right: `≤ ${columns.length}` });
    faults.push(...found.map((one) => ({ line, ...one, phase: 'check' as const })));
    if (found.length === 0) good.push({ line, productId: mint('product'), sku, fields });
  }

  const compared =
    good.length === 0 ? { items: [], refused: [] } : await caller.call(catalog.compareProducts, { rows: good }, asked);
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
export function faultOfRefusal(
  columns: readonly FileColumn[],
  rows: Checked['todo'],
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
