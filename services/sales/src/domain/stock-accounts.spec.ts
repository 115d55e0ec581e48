import { expect, test } from '@jest/globals';
import type { StatedEntry } from './statement.js';
import { lateStockEntries } from './stock-accounts.js';

const line = (account: 'inventory' | 'goodsInTransit' | 'shrinkage', debitMinor: number, creditMinor: number) => ({
  account,
  debitMinor,
  creditMinor,
});
const entry = (id: string, occurredDay: string | undefined, lines: StatedEntry['lines']): StatedEntry => ({
  _id: id,
  storeId: 'sto_1',
  currency: 'DZD',
  kind: 'writeOff',
  ref: `wof_${id}`,
  memo: 'Goods written off',
  businessDay: '2026-03-07',
  ...(occurredDay === undefined ? {} : { occurredDay }),
  number: `${id}`,
  sequence: 1,
  lines,
});

test('late facts of a day and of those before it, with what they add to the accounts of goods', () => {
  const lost = [line('inventory', 0, 70), line('shrinkage', 70, 0)];
  const shipped = [line('inventory', 0, 50), line('goodsInTransit', 50, 0)];
  const all = [
    entry('ent_4', '2026-03-05', shipped),
    entry('ent_1', '2026-03-04', lost),
    entry('ent_2', '2026-03-06', lost), // of a later day
    entry('ent_3', undefined, lost), // of its own day
    entry('ent_5', '2026-03-04', [line('shrinkage', 1, 1)]), // of no goods
  ];
  expect(lateStockEntries(all, '2026-03-05')).toMatchObject([
    { entryId: 'ent_1', occurredDay: '2026-03-04', inventoryCostMinor: -70, transitCostMinor: 0 },
    { entryId: 'ent_4', occurredDay: '2026-03-05', inventoryCostMinor: -50, transitCostMinor: 50 },
  ]);
});
