import {
  catalog,
  CURRENCY_DECIMALS,
  day,
  inventory,
  isCountable,
  MAX_DOCUMENT_MINOR,
  parseQuantity,
  sum,
  type ProductOfSku,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { cellsOf, nameIn, type ColumnNames, type FileColumn } from './file-columns.js';
import { faultsOfRow, type ImportAsking, type ImportKind } from './import-kind.js';
import type { ImportFault, StoredRow, TodoRow } from './import-records.js';
import { isSku, plainText, scaledNumber } from './product-row.js';

type OpeningColumn = 'sku' | 'quantity' | 'cost' | 'expiresOn';

const OPENING_COLUMNS: ColumnNames<OpeningColumn> = {
  names: {
    sku: ['sku', 'reference', 'référence', 'code article', 'réf', 'المرجع', 'رمز المنتج', 'رمز'],
    quantity: ['quantity', 'qty', 'quantité', 'qté', 'الكمية'],
    cost: ['cost', 'total cost', 'value', 'coût', 'coût total', 'valeur', 'التكلفة', 'القيمة'],
    expiresOn: [
      'expiresOn',
      'expiry date',
      'best before',
      'date de péremption',
      'péremption',
      'dlc',
      'تاريخ انتهاء الصلاحية',
      'تاريخ الصلاحية',
    ],
  },
  known: ['name', 'unit', 'quantityDecimals', 'currency', 'productId'],
  required: [['sku'], ['quantity'], ['cost']],
};

/** Units that are to be brought in, with what they cost together. */
interface OpeningTodo extends TodoRow {
  /** The delivery that the chunk becomes. */
  readonly deliveryId: string;
  readonly productId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly costMinor: number;
  readonly expiresOn?: string;
  /** It is sold by its expiry date. */
  readonly byExpiry?: true;
}

const CHUNK_ROWS = 500;
const A_DAY = '2027-01-31';
const CHUNK_TIMEOUT_MS = 20_000;

/** What names a chunk of a file in the delivery that it became, for whoever looks at the delivery. */
const referenceOf = ({ fileHash, chunk }: ImportAsking): string => `import ${fileHash.slice(0, 32)}/${chunk}`;

interface Goods {
  readonly quantity: number;
  readonly costMinor: number;
}

/** What a row says of a product. */
interface RowGoods extends Goods {
  readonly expiresOn?: string;
}

/** What opening stock there is of a product, and the deliveries that brought it. */
interface Opening extends Goods {
  readonly expiresOn: readonly string[];
  readonly deliveryIds: readonly string[];
}

/** Of each product, what opening stock of it came into the store, also where it is sold by now. */
async function openingOf(
  { caller, actor, storeId }: ImportAsking,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Opening>> {
  if (productIds.length === 0) return new Map();
  const asked = { storeId: storeId!, productIds: [...productIds] as never };
  const { items } = await caller.call(inventory.readOpeningStock, asked, { actor });
  return new Map(
    [...Map.groupBy(items, (one) => one.productId)].map(([productId, own]) => [
      productId,
      {
        quantity: sum(own.map((one) => one.quantity)),
        costMinor: sum(own.map((one) => one.costMinor)),
        expiresOn: [...new Set(own.flatMap((one) => one.expiresOn))],
        deliveryIds: own.map((one) => one.deliveryId),
      },
    ]),
  );
}

/** Whether the opening stock of a product is what a row says. */
function isSame(before: Opening | undefined, { quantity, costMinor, expiresOn }: RowGoods): boolean {
  const dates = expiresOn === undefined ? [] : [expiresOn];
  return (
    before?.quantity === quantity &&
    before.costMinor === costMinor &&
    JSON.stringify(before.expiresOn) === JSON.stringify(dates)
  );
}

type Read = RowGoods | { readonly column: OpeningColumn; readonly code: string; readonly right: string };

function readRow(
  cells: Partial<Record<OpeningColumn, string>>,
  product: ProductOfSku | undefined,
  store: StoreView,
): Read {
  const text = (column: OpeningColumn): string => plainText(cells[column] ?? '');
  if (!product)
    return { column: 'sku', code: text('sku') === '' ? 'import.missing' : 'import.unknown-sku', right: 'SKU' };
  if (product.isBundle || product.hasVariants)
    return { column: 'sku', code: product.isBundle ? 'product.is-bundle' : 'product.has-variants', right: 'SKU' };
  if (product.currency !== store.currency)
    return { column: 'sku', code: 'import.other-currency', right: store.currency };
  const typed = text('quantity').replaceAll(/[\s\u00a0\u202f]/g, '');
  const quantity = /^\d+,\d{3}$/.test(typed) ? undefined : parseQuantity(typed, product.quantityDecimals); // 1,500 may mean either
  if (!quantity || !isCountable(quantity, product.quantityDecimals))
    return { column: 'quantity', code: 'import.not-quantity', right: (1).toFixed(product.quantityDecimals) };
  const decimals = CURRENCY_DECIMALS[store.currency];
  const costMinor = scaledNumber(text('cost'), decimals);
  if (costMinor === undefined || costMinor > MAX_DOCUMENT_MINOR)
    return { column: 'cost', code: 'import.not-amount', right: (1234.5).toFixed(decimals) };
  const date = text('expiresOn');
  if (date === '' && product.expiry) return { column: 'expiresOn', code: 'import.missing', right: A_DAY };
  if (date === '') return { quantity, costMinor };
  if (!product.expiry) return { column: 'expiresOn', code: 'import.no-expiry', right: '' };
  if (!day.safeParse(date).success) return { column: 'expiresOn', code: 'import.not-day', right: A_DAY };
  return { quantity, costMinor, expiresOn: date };
}

/**
 * Opening stock of a store against its opening equity: each chunk is a delivery, whose reference has the hash of the file. A
 * row of a product that has opening stock already, sold or not, is unchanged where it says the same, else a fault: that
 * delivery is taken back first, or the stock is counted. A row that was wrong before comes in once it is right. A product that
 * keeps expiry dates needs that of its units.
 */
export const openingImports: ImportKind<OpeningTodo> = {
  columns: OPENING_COLUMNS,
  chunkRows: CHUNK_ROWS,
  twiceFinder(columns) {
    const skuAt = columns.findIndex(({ column }) => column === 'sku');
    const seen = new Map<string, number>();
    return (line, cells) => {
      const sku = plainText(cells[skuAt] ?? '').toLowerCase();
      const earlier = seen.get(sku);
      if (sku === '' || earlier === undefined) {
        seen.set(sku, line);
        return undefined;
      }
      return { column: 'sku', found: sku, code: 'import.sku-twice', line: earlier };
    };
  },
  async check(asking, rows: readonly StoredRow[]) {
    const { caller, actor, columns, storeId } = asking;
    const store = await caller.call(catalog.readStore, { storeId: storeId! }, { actor });
    const cells = rows.map((row) => cellsOf(columns as FileColumn<OpeningColumn>[], row.cells));
    const skus = [...new Set(cells.map((one) => plainText(one.sku ?? '')).filter(isSku))];
    const found = skus.length === 0 ? { items: [] } : await caller.call(catalog.readProductsBySku, { skus }, { actor });
    const products = new Map(found.items.map((one) => [one.sku, one]));
    const productIds = [...new Set(found.items.map(({ productId }) => productId))];
    const there = await openingOf(asking, productIds);
    const faults: ImportFault[] = [];
    const todo: OpeningTodo[] = [];
    const deliveryId = mint('delivery');
    let [wrong, unchanged] = [0, 0];
    for (const [at, row] of rows.entries()) {
      const sku = plainText(cells[at]!.sku ?? '');
      const product = products.get(sku);
      const read = readRow(cells[at]!, product, store);
      const own = faultsOfRow(columns, row);
      if ('code' in read)
        own.push({ ...read, column: nameIn(columns, read.column), found: plainText(cells[at]![read.column] ?? '') });
      const before = product && there.get(product.productId);
      const unchangedRow = !('code' in read) && isSame(before, read);
      if (before && !unchangedRow && own.length === 0)
        own.push({ column: nameIn(columns, 'sku'), found: sku, code: 'import.opening-there', right: '' });
      faults.push(...own.map((one) => ({ line: row.line, ...one, phase: 'check' as const })));
      if (own.length > 0) wrong += 1;
      else if (unchangedRow) unchanged += 1;
      else if (product && !('code' in read))
        todo.push({
          ...{ line: row.line, deliveryId, productId: product.productId, sku, ...read },
          ...(product.expiry === 'fefo' ? { byExpiry: true as const } : {}),
        });
    }
    return { todo, faults, counts: { new: todo.length, changed: 0, unchanged, wrong } };
  },
  async write(asking, todo) {
    const { caller, actor, columns, storeId, commandId, allOrNothing } = asking;
    const own = todo[0]!.deliveryId;
    const there = await openingOf(
      asking,
      todo.map(({ productId }) => productId),
    );
    const deliveriesOf = ({ productId }: OpeningTodo): readonly string[] => there.get(productId)?.deliveryIds ?? [];
    const isWritten = todo.some((one) => deliveriesOf(one).includes(own)); // before a crash
    const isThere = (one: OpeningTodo): boolean =>
      isWritten ? !deliveriesOf(one).includes(own) : deliveriesOf(one).length > 0;
    const refused = todo.filter(isThere).map(({ line, sku: found }) => ({
      ...{ line, column: nameIn(columns, 'sku'), found, code: 'import.opening-there', right: '' },
      phase: 'run' as const,
    }));
    const lines = todo.filter((one) => !isThere(one));
    const added = lines.length;
    if (added === 0 || (allOrNothing && refused.length > 0)) return { added: 0, changed: 0, unchanged: 0, refused };
    if (isWritten) return { added, changed: 0, unchanged: 0, refused };
    const { code, currency, timeZone } = await caller.call(catalog.readStore, { storeId: storeId! }, { actor });
    await caller.call(
      inventory.receiveDelivery,
      {
        deliveryId: own,
        storeId: storeId!,
        reference: referenceOf(asking),
        currency,
        opening: true,
        store: { code, currency, timeZone },
        lines: lines.map(({ productId, quantity, costMinor, expiresOn }) => ({
          ...{ productId, quantity, costMinor },
          ...(expiresOn === undefined ? {} : { expiresOn }),
        })),
        soldByExpiry: lines.filter(({ byExpiry }) => byExpiry).map(({ productId }) => productId),
      } as never,
      { actor, commandId, timeoutMs: CHUNK_TIMEOUT_MS },
    );
    return { added, changed: 0, unchanged: 0, refused };
  },
};
