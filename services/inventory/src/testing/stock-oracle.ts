/**
 * What a stock must be after any history, worked out by another way than the services do: batches are lists of units, all
 * arithmetic is of BigInt and plain loops, and accounts are plain numbers. Minor units and smallest units throughout.
 */

/** A batch: as many entries as units remain, what they cost together, and what came with it. */
export interface OracleBatch {
  readonly deliveryId: string | undefined;
  /** The id that the API gave it, where the history names it. */
  readonly batchId: string | undefined;
  units: null[];
  cost: bigint;
  readonly receivedUnits: number;
  readonly receivedCost: bigint;
  /** Of a delivery's batch: what its goods cost without extra costs, and what of them no bill has cleared. */
  goodsCost: bigint;
  /** Units that came, as corrections left them, and those that were added since another correction of the batch. */
  came: number;
  added: number;
  unbilledUnits: number;
  unbilledCost: bigint;
  /** What bills and credits amount to so far, before tax. */
  billed: bigint;
}

/** Units that left batches, in the order of the batches. */
export type Taken = readonly {
  readonly units: number;
  readonly cost: bigint;
  readonly deliveryId: string | undefined;
}[];

/** Units set aside for a sale, each part with the batch that it goes back to. */
export type Held = readonly (Taken[number] & { readonly batch: OracleBatch })[];

const ACCOUNTS = [
  'inventory',
  'costOfGoodsSold',
  'shrinkage',
  'goodsReceivedNotInvoiced',
  'goodsInTransit',
  'purchasePriceDifference',
  'payables',
  'inputTax',
] as const;
type AccountName = (typeof ACCOUNTS)[number];

/** The largest whole amount that is not more than its exact part: found by counting up from below. */
function partOf(cost: bigint, part: number, whole: number): bigint {
  let found = (cost * BigInt(part)) / BigInt(whole) - 1n;
  while ((found + 1n) * BigInt(whole) <= cost * BigInt(part)) found += 1n;
  return found;
}

/** The last units of those that left batches: of a part of a batch they cost the largest whole amount of their share. */
export function lastUnits(taken: Taken, units: number): Taken {
  const last: { units: number; cost: bigint; deliveryId: string | undefined }[] = [];
  let wanted = units;
  for (const part of taken.toReversed()) {
    const some = Math.min(wanted, part.units);
    if (some === 0) continue;
    last.push({ ...part, units: some, cost: some === part.units ? part.cost : partOf(part.cost, some, part.units) });
    wanted -= some;
  }
  return last.toReversed();
}

const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);

/** The stock of one product in one store, oldest batch first, with the accounts of that store. */
export class StockOracle {
  batches: OracleBatch[] = [];
  /** What came last: found units cost what it cost. */
  private newest: Pick<OracleBatch, 'receivedUnits' | 'receivedCost'> | undefined;
  readonly accounts: Record<AccountName, bigint>;

  constructor() {
    this.accounts = Object.fromEntries(ACCOUNTS.map((name) => [name, 0n])) as Record<AccountName, bigint>;
  }

  get available(): number {
    return this.batches.reduce((total, batch) => total + batch.units.length, 0);
  }

  /** Live batches as the API shows them: units and what they cost together. */
  get shown(): [units: number, cost: number][] {
    return this.batches
      .filter((batch) => batch.units.length > 0)
      .map((batch) => [batch.units.length, Number(batch.cost)]);
  }

  /** Accounts that have a balance, debit less credit. */
  get balances(): Record<string, number> {
    return Object.fromEntries(ACCOUNTS.map((name) => [name, Number(this.accounts[name])]));
  }

  private book(amounts: Partial<Record<AccountName, bigint>>): void {
    for (const [name, amount] of Object.entries(amounts)) this.accounts[name as AccountName] += amount;
  }

  private bring(units: number, cost: bigint, facts: Partial<OracleBatch> = {}): OracleBatch {
    const batch: OracleBatch = {
      deliveryId: undefined,
      batchId: undefined,
      goodsCost: 0n,
      unbilledUnits: 0,
      unbilledCost: 0n,
      billed: 0n,
      came: units,
      added: 0,
      ...facts,
      units: Array.from({ length: units }, () => null),
      cost,
      receivedUnits: units,
      receivedCost: cost,
    };
    this.batches.push(batch);
    this.newest = batch;
    this.book({ inventory: cost });
    return batch;
  }

  private takeFrom(batch: OracleBatch, units: number): bigint {
    const stays = batch.units.length - units;
    const left = stays === 0 ? 0n : partOf(batch.cost, stays, batch.units.length);
    const cost = batch.cost - left;
    batch.units.splice(0, units);
    batch.cost = left;
    this.book({ inventory: -cost });
    return cost;
  }

  /** Oldest batch first. */
  private takeOldest(units: number): Held {
    const taken: (Taken[number] & { batch: OracleBatch })[] = [];
    let wanted = units;
    for (const batch of this.batches) {
      if (wanted === 0) break;
      const some = Math.min(wanted, batch.units.length);
      if (some === 0) continue;
      taken.push({ units: some, cost: this.takeFrom(batch, some), deliveryId: batch.deliveryId, batch });
      wanted -= some;
    }
    if (wanted > 0) throw new Error(`the oracle has ${wanted} units less than were taken`);
    return taken;
  }

  deliver(units: number, goods: number, extra: number, ids: { deliveryId: string; batchId: string }): void {
    const cost = BigInt(goods) + BigInt(extra);
    this.bring(units, cost, { ...ids, goodsCost: BigInt(goods), unbilledUnits: units, unbilledCost: BigInt(goods) });
    this.book({ goodsReceivedNotInvoiced: -cost });
  }

  /** Units of a delivery never came: they leave at their cost, and nothing is owed for them. */
  cameFewer(batch: OracleBatch, units: number): void {
    const stays = batch.unbilledUnits - units;
    const left = stays === 0 ? 0n : partOf(batch.unbilledCost, stays, batch.unbilledUnits);
    const owed = batch.unbilledCost - left;
    Object.assign(batch, {
      unbilledUnits: stays,
      unbilledCost: left,
      goodsCost: batch.goodsCost - owed,
      came: batch.came - units,
      added: 0,
    });
    const cost = this.takeFrom(batch, units);
    this.book({ goodsReceivedNotInvoiced: owed, purchasePriceDifference: cost - owed });
  }

  /** More units came than were typed, each at what the others cost; all that were added cost what they cost together. */
  cameMore(batch: OracleBatch, units: number, batchId: string): void {
    const upTo = (count: number): bigint => partOf(batch.goodsCost, count, batch.came);
    const cost = upTo(batch.added + units) - upTo(batch.added);
    batch.added += units;
    const { deliveryId } = batch;
    this.bring(units, cost, { deliveryId, batchId, goodsCost: cost, unbilledUnits: units, unbilledCost: cost });
    this.book({ goodsReceivedNotInvoiced: -cost });
  }

  /** Goods of which nothing is billed cost something else than was typed. */
  costsOtherwise(batch: OracleBatch, goods: number): void {
    const difference = BigInt(goods) - batch.goodsCost;
    Object.assign(batch, { goodsCost: BigInt(goods), unbilledCost: BigInt(goods), added: 0 });
    this.differ(batch, difference);
    this.book({ goodsReceivedNotInvoiced: -difference });
  }

  sell(units: number): Taken {
    const held = this.hold(units);
    this.settle(held);
    return held;
  }

  /** Units are set aside, oldest batch first: they are in no batch, and still the shop's. */
  hold(units: number): Held {
    const held = this.takeOldest(units);
    this.book({ inventory: sum(held.map((one) => one.cost)) });
    return held;
  }

  /** Units set aside go back to their batches at the cost they left at. */
  release(held: Held): void {
    for (const { batch, units, cost } of held) {
      batch.units.push(...Array.from({ length: units }, () => null));
      batch.cost += cost;
    }
  }

  /** Units set aside are sold. */
  settle(held: Held): void {
    const cost = sum(held.map((one) => one.cost));
    this.book({ inventory: -cost, costOfGoodsSold: cost });
  }

  /** Everything of a sale comes back: each part is a batch again, in the order that the API shows, or is written off. */
  comesBack(taken: Taken, restocked: boolean, shown: readonly (readonly [number, number])[]): void {
    const cost = sum(taken.map((one) => one.cost));
    this.book({ costOfGoodsSold: -cost });
    if (!restocked) {
      const last = taken.at(-1)!;
      this.newest = { receivedUnits: last.units, receivedCost: last.cost }; // damaged goods came too: they are a batch without units
      return this.book({ shrinkage: cost });
    }
    const left = [...taken];
    for (const [units, minor] of shown.slice(-taken.length)) {
      const at = left.findIndex((one) => one.units === units && one.cost === BigInt(minor));
      if (at < 0) throw new Error(`${units} units for ${minor} came back, and none such were sold`);
      const [part] = left.splice(at, 1);
      this.bring(units, BigInt(minor), { deliveryId: part!.deliveryId });
    }
  }

  writeOff(units: number): void {
    this.book({ shrinkage: sum(this.takeOldest(units).map((one) => one.cost)) });
  }

  /** What was counted is what is there: less is lost, more costs as the batch that came last. */
  count(units: number): void {
    const difference = units - this.available;
    if (difference < 0) return this.writeOff(-difference);
    if (difference === 0) return;
    const { receivedUnits, receivedCost } = this.newest!;
    let cost = 0n;
    let rest = difference;
    for (; rest >= receivedUnits; rest -= receivedUnits) cost += receivedCost;
    if (rest > 0) cost += partOf(receivedCost, rest, receivedUnits);
    this.bring(difference, cost);
    this.book({ shrinkage: -cost });
  }

  /** Goods leave for another store; some of them arrive there, and the rest is lost. */
  transferTo(other: StockOracle, units: number, received: number): void {
    const parcels = this.takeOldest(units).map((one) => ({ ...one }));
    this.book({ goodsInTransit: sum(parcels.map((one) => one.cost)) });
    let wanted = received;
    for (const parcel of parcels) {
      const some = Math.min(wanted, parcel.units);
      if (some === 0) continue;
      const left = some === parcel.units ? 0n : partOf(parcel.cost, parcel.units - some, parcel.units);
      const cost = parcel.cost - left;
      other.bring(some, cost, { deliveryId: parcel.deliveryId });
      other.book({ goodsInTransit: -cost });
      Object.assign(parcel, { units: parcel.units - some, cost: left });
      wanted -= some;
    }
    const lost = sum(parcels.map((one) => one.cost));
    this.book({ goodsInTransit: -lost, shrinkage: lost });
  }

  sendBack(batch: OracleBatch, units: number): void {
    this.book({ goodsReceivedNotInvoiced: this.takeFrom(batch, units) });
  }

  /** A bill of units of a delivery; what it says otherwise goes to the units that remain, and to those that left. */
  bill(batch: OracleBatch, units: number, net: number, tax: number): void {
    const stays = batch.unbilledUnits - units;
    const left = stays === 0 ? 0n : partOf(batch.unbilledCost, stays, batch.unbilledUnits);
    const cleared = batch.unbilledCost - left;
    Object.assign(batch, { unbilledUnits: stays, unbilledCost: left, billed: batch.billed + BigInt(net) });
    this.differ(batch, BigInt(net) - cleared);
    this.book({
      goodsReceivedNotInvoiced: cleared,
      inputTax: BigInt(tax),
      payables: -(BigInt(net) + BigInt(tax)),
    });
  }

  /** A lower price of a batch that was billed. */
  credit(batch: OracleBatch, net: number, tax: number): void {
    batch.billed -= BigInt(net);
    this.differ(batch, -BigInt(net));
    this.book({ inputTax: -BigInt(tax), payables: BigInt(net) + BigInt(tax) });
  }

  private differ(batch: OracleBatch, difference: bigint): void {
    const size = difference < 0n ? -difference : difference;
    const share = batch.units.length === 0 ? 0n : partOf(size, batch.units.length, batch.came);
    const toStock = difference < 0n ? -(share < batch.cost ? share : batch.cost) : share;
    batch.cost += toStock;
    this.book({ inventory: toStock, purchasePriceDifference: difference - toStock });
  }
}
