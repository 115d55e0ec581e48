import { businessDayOf } from '@comptoir/contracts';
import { Check, sumBy, total, type Finding } from './finding.js';
import { isYoung, type Records } from './records.js';

type Movement = Records['movements'][number];
type Entry = Records['entries'][number];
type GoodsAccount = 'inventory' | 'goodsInTransit';

/** What a movement adds to the value of a store's stock, minor units: units set aside for a checkout are still there. */
function valueOf({ kind, remainingDelta, heldDelta, costMinor }: Movement): number {
  return kind === 'revalued' ? costMinor : Math.sign(remainingDelta + heldDelta) * costMinor;
}

function netOf({ lines }: Entry, account: GoodsAccount): number {
  return total(
    lines.filter((line) => line.account === account),
    (line) => line.debitMinor - line.creditMinor,
  );
}

/** What is under way: sales and corrections that have posted and not moved their goods, by the ids that entries and movements name. */
function unfinished({ sales, corrections }: Records): ReadonlySet<string> {
  return new Set([
    ...sales.filter((one) => one.state === 'posting').flatMap((one) => [one.id, one.holdId]),
    ...corrections.filter((one) => one.state !== 'final' && one.state !== 'abandoned').map((one) => one.id),
  ]);
}

/**
 * 18. For each store and business day: what movements added to the value of the stock, and moves of transfers to goods in
 * transit, is what entries of facts of that day added to the accounts, whichever day they stand on. So for every day the
 * value of the stock at its end, less what was posted late, is the account.
 */
export function checkDayValues(records: Records): Finding {
  const { movements, transfers, entries, stores, startedAt } = records;
  const check = new Check(
    18,
    'For each day: value that goods added to the stock and to goods in transit = what its entries, late ones too, added to the accounts',
  );
  const late = records.onItsWay?.ledger ?? false;
  const zones = new Map(stores.map((one) => [one.storeId, one.timeZone]));
  const dayOf = (storeId: string, moment: string): string => businessDayOf(moment, zones.get(storeId) ?? 'UTC');
  const open = unfinished(records);
  const keyOf = (one: Movement): string => `${one.storeId}/${one.businessDay ?? dayOf(one.storeId, one.occurredAt)}`;
  const goods = movements.filter((one) => one.kind !== 'held' && one.kind !== 'released' && !open.has(one.ref));
  const posted = entries.filter((one) => !open.has(one.ref));
  const entryKey = (one: Entry): string => `${one.storeId}/${one.occurredDay ?? one.businessDay}`;
  const moves = transfers.flatMap(({ fromStoreId, toStoreId, moves: made }) =>
    made.map(({ kind, at, costMinor }) => {
      const storeId = kind === 'received' ? toStoreId : fromStoreId;
      return { key: `${storeId}/${dayOf(storeId, at)}`, at, costMinor: kind === 'shipped' ? costMinor : 0 - costMinor };
    }),
  );
  const young = new Set([
    ...goods.filter((one) => isYoung(startedAt, one.occurredAt)).map(keyOf),
    ...posted.filter((one) => isYoung(startedAt, one.postedAt)).map(entryKey),
    ...moves.filter((one) => isYoung(startedAt, one.at)).map((one) => one.key),
  ]);
  const [value, transit] = [
    sumBy(goods, keyOf, valueOf),
    sumBy(
      moves,
      (one) => one.key,
      (one) => one.costMinor,
    ),
  ];
  const booked = (account: GoodsAccount) => sumBy(posted, entryKey, (one) => netOf(one, account));
  const [inventory, inTransit] = [booked('inventory'), booked('goodsInTransit')];
  for (const key of new Set([...value.keys(), ...transit.keys(), ...inventory.keys()])) {
    const [storeId = '', day = ''] = key.split('/');
    check.equalUnless(
      late || young.has(key),
      `${day} in ${storeId}: value of goods and of goods in transit against the entries of the day`,
      [value.get(key) ?? 0, transit.get(key) ?? 0],
      [inventory.get(key) ?? 0, inTransit.get(key) ?? 0],
      [storeId],
    );
  }
  return check.end();
}
