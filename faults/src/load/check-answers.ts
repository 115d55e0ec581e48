import type { FaultSystem } from '../fault-system.js';
import type { AnswerLog, ConfirmedSale } from './answer-log.js';

interface StoredSale {
  readonly _id: string;
  readonly orderId: string;
}

/** ONCE and NONE: each confirmed sale and correction is stored once, and nothing of a refused order. Returns the problems. */
export async function checkAnswers(system: FaultSystem, storeId: string, log: AnswerLog): Promise<string[]> {
  const db = system.db('sales');
  const stored = await db.collection<StoredSale>('sales').find({ storeId }).toArray();
  const progress = await db.collection('saleProgress').find({ storeId }).toArray();
  const stateOf = new Map(progress.map((row) => [String(row._id), String(row.state)]));
  const corrections = await db.collection('corrections').countDocuments({ storeId, state: 'final' });
  return [
    ...unconfirmedSales(stored, log),
    ...[...log.sales.values()].flatMap((sale) => problemOfSale(sale, stateOf, stored)),
    ...correctionProblems(corrections, log),
    ...doubleSales(stored),
  ];
}

function unconfirmedSales(stored: readonly StoredSale[], log: AnswerLog): string[] {
  return stored
    .filter((row) => !log.sales.has(row._id))
    .map((row) =>
      log.refusedOrders.has(row.orderId)
        ? `NONE: sale ${row._id} of ${row.orderId} is stored and was refused`
        : `ONCE: sale ${row._id} of ${row.orderId} is stored and was never answered`,
    );
}

function problemOfSale(
  sale: ConfirmedSale,
  stateOf: ReadonlyMap<string, string>,
  stored: readonly StoredSale[],
): string[] {
  if (!stored.some((row) => row._id === sale.saleId)) return [`ONCE: sale ${sale.saleId} was confirmed and is lost`];
  const expected = sale.cancelled ? 'cancelled' : 'final';
  const state = stateOf.get(sale.saleId);
  // a return of everything that was sold also ends in this state
  const fullyReturned = state === 'cancelled' && sale.correctionIds.length > 0;
  if (state === expected || fullyReturned) return [];
  return [`ONCE: sale ${sale.saleId} is ${state} and was answered as ${expected}`];
}

function correctionProblems(stored: number, log: AnswerLog): string[] {
  const confirmed = new Set([...log.sales.values()].flatMap((sale) => sale.correctionIds)).size;
  return stored === confirmed
    ? []
    : [`ONCE: ${confirmed} cancellations and returns were confirmed, ${stored} are stored`];
}

function doubleSales(stored: readonly StoredSale[]): string[] {
  const orders = new Set(stored.map((row) => row.orderId));
  return orders.size === stored.length ? [] : ['ONCE: an order has two sales'];
}
