import { ID_PREFIXES, type StockCardRow, type StockDocument } from '@comptoir/contracts';
import { levelKeyOf, type Movement } from './records.js';

/** What of a movement is on a stock card. */
export type CardMovement = Omit<Movement, 'storeId' | 'productId'>;

/** Whether a movement changes what a store has, in units or in cost: units that are set aside for a checkout are still there. */
export function isOnCard({ kind }: Pick<Movement, 'kind'>): boolean {
  return kind !== 'held' && kind !== 'released';
}

/** The place of a movement on the card of its product in its store, as one string that sorts by time. */
export function cardKeyOf({ _id, storeId, productId }: Pick<Movement, '_id' | 'storeId' | 'productId'>): string {
  return `${levelKeyOf(storeId, productId)}/${_id}`;
}

/** Units that a movement brings to a store, or takes from it below zero; smallest units. */
export function unitsOf({ remainingDelta, heldDelta }: Pick<Movement, 'remainingDelta' | 'heldDelta'>): number {
  return remainingDelta + heldDelta;
}

/** What a movement adds to the cost of a store's units, minor units: that of its units, or what units cost more since. */
export function costOfMovement(
  movement: Pick<Movement, 'kind' | 'remainingDelta' | 'heldDelta' | 'costMinor'>,
): number {
  return movement.kind === 'revalued' ? movement.costMinor : Math.sign(unitsOf(movement)) * movement.costMinor;
}

/** A movement with the balance after it. */
export type BalancedMovement = Pick<StockCardRow, 'quantity' | 'costMinor' | 'balance' | 'balanceCostMinor'> & {
  readonly movement: CardMovement;
};

/** Movements of one product in one store from its first on, oldest first, each with the units and their cost after it. */
export function balancesOf(movements: readonly CardMovement[]): BalancedMovement[] {
  let [balance, balanceCostMinor] = [0, 0];
  return movements.map((movement) => {
    const [quantity, costMinor] = [unitsOf(movement), costOfMovement(movement)];
    balance += quantity;
    balanceCostMinor += costMinor;
    return { movement, quantity, costMinor, balance, balanceCostMinor };
  });
}

type DocumentKind = StockDocument['kind'];

const KINDS: Readonly<Record<string, DocumentKind>> = {
  [ID_PREFIXES.delivery]: 'delivery',
  [ID_PREFIXES.deliveryCorrection]: 'deliveryCorrection',
  [ID_PREFIXES.hold]: 'sale',
  [ID_PREFIXES.correction]: 'correction',
  [ID_PREFIXES.writeOff]: 'writeOff',
  [ID_PREFIXES.stockCount]: 'stockCount',
  [ID_PREFIXES.transfer]: 'transfer',
  [ID_PREFIXES.supplierReturn]: 'supplierReturn',
  [ID_PREFIXES.supplierBill]: 'supplierBill',
};

/** The kind of document that a movement names; refuses an id of none with RangeError. */
export function documentKindOf(ref: string): DocumentKind {
  const kind = KINDS[ref.slice(0, ref.indexOf('_'))];
  if (kind === undefined) throw new RangeError(`${ref} is not the id of a document of the stock`);
  return kind;
}

/** The document behind a movement: a hold stands for its sale. */
export function documentOf(
  ref: string,
  saleOf: ReadonlyMap<string, string>,
  numberOf: ReadonlyMap<string, string>,
  deliveryId?: string,
): StockDocument {
  const kind = documentKindOf(ref);
  const [saleId, number] = [saleOf.get(ref), numberOf.get(ref)];
  return {
    kind,
    id: kind === 'sale' ? (saleId ?? ref) : ref,
    ...(number === undefined ? {} : { number }),
    ...(saleId === undefined ? {} : { saleId }),
    ...(kind === 'deliveryCorrection' && deliveryId !== undefined ? { deliveryId } : {}),
  };
}
