import type { Document, MongoClient } from 'mongodb';

/** A stored document. */
export type Row = Document & { _id: string };

/** The documents that one checkout wrote: the floor writes copies of them. */
export interface SaleDocuments {
  readonly order: Row;
  readonly sale: Row;
  readonly progress: Row;
  readonly sti: Row;
  readonly entry: Row;
  readonly hold: Row;
  /** The movements of the hold, and those of its settlement. */
  readonly heldMovements: readonly Row[];
  readonly settledMovements: readonly Row[];
  readonly batches: readonly Row[];
  readonly levels: readonly Row[];
  readonly invoice: Row;
  readonly credits: Row;
  readonly guarantee: Row;
}

/** The collections that a checkout writes to, by service. */
export const COLLECTIONS = {
  sales: ['orders', 'sales', 'saleProgress', 'stis', 'entries', 'businessDays'],
  inventory: ['batches', 'levels', 'holds', 'movements'],
  invoicing: ['series', 'invoices', 'credits'],
  warranty: ['guarantees'],
} as const;

type ServiceName = keyof typeof COLLECTIONS;

/** Reads the documents of the last sale; fails if there is no sale or a document is missing. */
export async function readLastSale(mongo: MongoClient): Promise<SaleDocuments> {
  const rows = (service: ServiceName, collection: string, filter: object): Promise<Row[]> =>
    mongo.db(`comptoir_${service}`).collection<Row>(collection).find(filter).toArray();
  const one = async (service: ServiceName, collection: string, filter: object): Promise<Row> => {
    const [row] = await rows(service, collection, filter);
    if (!row) throw new Error(`the last sale has no document in ${service}.${collection}`);
    return row;
  };
  const sale = await lastSale(mongo);
  const hold = await one('inventory', 'holds', { _id: sale['holdId'] });
  const movements = await rows('inventory', 'movements', { ref: hold._id });
  const batchIds = batchIdsOf(hold);
  return {
    sale,
    hold,
    ...splitMovements(movements, batchIds.length),
    order: await one('sales', 'orders', { _id: sale['orderId'] }),
    progress: await one('sales', 'saleProgress', { _id: sale._id }),
    sti: await one('sales', 'stis', { _id: sale['stiId'] }),
    entry: await one('sales', 'entries', { ref: sale._id, kind: 'sale' }),
    batches: await rows('inventory', 'batches', { _id: { $in: batchIds } }),
    levels: await rows('inventory', 'levels', { _id: { $in: hold['levelKeys'] } }),
    invoice: await one('invoicing', 'invoices', { saleId: sale._id }),
    credits: await one('invoicing', 'credits', { _id: sale._id }),
    guarantee: await one('warranty', 'guarantees', { saleId: sale._id }),
  };
}

async function lastSale(mongo: MongoClient): Promise<Row> {
  const sales = mongo.db('comptoir_sales').collection<Row>('sales');
  const [sale] = await sales.find({}).sort({ _id: -1 }).limit(1).toArray();
  if (!sale) throw new Error('the floor needs a sale in the database, whose documents it copies');
  return sale;
}

function batchIdsOf(hold: Row): string[] {
  return hold['lines'].flatMap((line: { allocations: { batchId: string }[] }) =>
    line.allocations.map((allocation) => allocation.batchId),
  );
}

/** Each batch has two movements, one of the hold and one of its settlement; ids ascend in the order of creation. */
function splitMovements(
  movements: readonly Row[],
  batchCount: number,
): Pick<SaleDocuments, 'heldMovements' | 'settledMovements'> {
  if (movements.length !== 2 * batchCount)
    throw new Error(`the last sale has ${movements.length} movements of ${batchCount} batches, not two of each`);
  const sorted = movements.toSorted((a, b) => (a._id < b._id ? -1 : 1));
  return { heldMovements: sorted.slice(0, batchCount), settledMovements: sorted.slice(batchCount) };
}

/** Returns a function that copies the documents of a sale and replaces every unique id and number by one made from `id`. */
export function documentCopier(documents: SaleDocuments): (id: string) => SaleDocuments {
  const text = JSON.stringify(documents);
  const { sale, order, hold, sti, entry, invoice, guarantee, heldMovements, settledMovements } = documents;
  const rows = [sale, order, hold, sti, entry, invoice, guarantee, ...heldMovements, ...settledMovements];
  const uniqueTexts = [...rows.map((row) => row._id), invoice['number'] as string];
  return (id) => {
    let copy = text;
    for (const [index, unique] of uniqueTexts.entries())
      copy = copy.replaceAll(unique, `${unique.slice(0, 4)}${id}${index}`);
    return JSON.parse(copy) as SaleDocuments;
  };
}
