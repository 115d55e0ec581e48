import { total, sumBy, type Check } from './finding.js';
import { isYoung, type Records } from './records.js';

type Transfer = Records['transfers'][number];
type Move = Transfer['moves'][number];

/** What a move changes of the value on the road, minor units: shipped goods come onto it, all others leave it. */
function ontoTheRoad({ kind, costMinor }: Move): number {
  return kind === 'shipped' ? costMinor : 0 - costMinor;
}

/** The store in whose books a move stands: received goods in those of the store they came to. */
function booksOf({ fromStoreId, toStoreId }: Transfer, { kind }: Move): string {
  return kind === 'received' ? toStoreId : fromStoreId;
}

function costOf(moves: readonly Move[], ...kinds: readonly Move['kind'][]): [units: number, costMinor: number] {
  const some = moves.filter((one) => kinds.includes(one.kind));
  return [
    total(
      some.flatMap((one) => one.lines),
      (line) => line.quantity,
    ),
    total(some, (one) => one.costMinor),
  ];
}

/**
 * Goods in transit, for equation 7: each move of a transfer has its entry; the account is, by store and over both stores of a
 * transfer, what its moves say; what is on the road is what was shipped less what was received, lost and returned; and
 * units that left and came are those that movements and batches tell.
 */
export function checkTransfers(check: Check, records: Records): void {
  const { transfers, entries, startedAt } = records;
  const late = records.onItsWay?.ledger ?? false;
  const posted = entries.filter((entry) => entry.kind === 'transfer');
  const booked = sumBy(
    posted,
    (entry) => `${entry.ref}/${entry.storeId}`,
    (entry) => transitOf(entry),
  );
  const known = new Set(transfers.flatMap((one) => one.moves.map(({ moveId }) => moveId)));
  for (const entry of posted)
    if (known.has(entry.ref) || !isYoung(startedAt, entry.postedAt))
      check.holds(`entry ${entry.id} has its transfer`, known.has(entry.ref), entry.ref, 'a transfer', [
        entry.id,
        entry.ref,
      ]);
  for (const transfer of transfers) {
    for (const move of transfer.moves) {
      check.equalUnless(
        late || isYoung(startedAt, move.at),
        `transfer ${transfer.number}, ${move.kind} ${move.moveId}: goods in transit in the books against the goods`,
        booked.get(`${move.moveId}/${booksOf(transfer, move)}`) ?? 0,
        ontoTheRoad(move),
        [transfer.id, move.moveId],
      );
    }
    checkRoad(check, transfer);
  }
  checkUnits(check, records);
  checkBooks(check, records, late);
}

type Entry = Records['entries'][number];

function transitOf({ lines }: Entry): number {
  return total(
    lines.filter((line) => line.account === 'goodsInTransit'),
    (line) => line.debitMinor - line.creditMinor,
  );
}

/** What a transfer has on the road is what was shipped less what left the road, in units and in cost, and none of it is below nothing. */
function checkRoad(check: Check, { id, number, moves, parcels }: Transfer): void {
  const [shipped, gone] = [costOf(moves, 'shipped'), costOf(moves, 'received', 'lost', 'returned')];
  const sumOf = (units: 'quantity' | 'leftQuantity', cost: 'costMinor' | 'leftCostMinor') => [
    total(parcels, (one) => one[units]),
    total(parcels, (one) => one[cost]),
  ];
  check.equal(`transfer ${number}: its parcels against what was shipped`, sumOf('quantity', 'costMinor'), shipped, [
    id,
  ]);
  const left = [shipped[0] - gone[0], shipped[1] - gone[1]];
  check.equal(`transfer ${number}: parcels on the road`, sumOf('leftQuantity', 'leftCostMinor'), left, [id]);
  const sound = parcels.every((one) => (one.leftQuantity === 0 ? one.leftCostMinor === 0 : one.leftCostMinor >= 0));
  check.holds(`transfer ${number}: the cost on the road is that of units`, sound, sound, true, [id]);
}

/** Units that left and came by a transfer are those of its movements and of the batches that it made. */
function checkUnits(check: Check, { transfers, movements, batches, startedAt }: Records): void {
  const moved = (kind: string, figure: (one: Records['movements'][number]) => number) =>
    sumBy(
      movements.filter((one) => one.kind === kind),
      (one) => one.ref,
      figure,
    );
  const [outUnits, outCost] = [moved('transferredOut', (one) => -one.remainingDelta), moved('transferredOut', costs)];
  const [inUnits, inCost] = [moved('transferredIn', (one) => one.remainingDelta), moved('transferredIn', costs)];
  const made = sumBy(
    batches.filter((one) => one.origin === 'transfer'),
    (one) => one.originId,
    costs,
  );
  for (const { id, number, moves } of transfers) {
    const young = moves.some((one) => isYoung(startedAt, one.at));
    const [out, back] = [costOf(moves, 'shipped'), costOf(moves, 'received', 'returned')];
    const left = [outUnits.get(id) ?? 0, outCost.get(id) ?? 0];
    const came = [inUnits.get(id) ?? 0, inCost.get(id) ?? 0];
    check.equalUnless(young, `transfer ${number}: units that left their batches`, left, out, [id]);
    check.equalUnless(young, `transfer ${number}: units that came into stock`, came, back, [id]);
    check.equalUnless(young, `transfer ${number}: cost of the batches it made`, made.get(id) ?? 0, back[1], [id]);
  }
}

const costs = (one: { readonly costMinor: number }): number => one.costMinor;

/** The account of goods in transit, store by store. It is left out while goods move: records of one moment are not read at one moment. */
function checkBooks(check: Check, { transfers, entries, startedAt }: Records, late: boolean): void {
  const moves =
    transfers.some((one) => one.moves.some(({ at }) => isYoung(startedAt, at))) ||
    entries.some((one) => isYoung(startedAt, one.postedAt));
  const books = sumBy(entries, (entry) => entry.storeId, transitOf);
  const goods = sumBy(
    transfers.flatMap((transfer) => transfer.moves.map((move) => ({ transfer, move }))),
    ({ transfer, move }) => booksOf(transfer, move),
    ({ move }) => ontoTheRoad(move),
  );
  for (const storeId of new Set([...books.keys(), ...goods.keys()]))
    check.equalUnless(
      moves || late,
      `store ${storeId}: goods in transit in the books against its transfers`,
      books.get(storeId) ?? 0,
      goods.get(storeId) ?? 0,
      [storeId],
    );
  check.equalUnless(
    moves || late,
    'goods in transit of all stores against the goods on the road',
    total([...books.values()], (one) => one),
    total(
      transfers.flatMap((one) => one.parcels),
      (one) => one.leftCostMinor,
    ),
    [],
  );
}
