import { describe, expect, test } from '@jest/globals';
import type { DataOf, IdKind, inventoryEvents } from '@comptoir/contracts';
import { decideGoodsWrittenOff, decideStockCounted } from './stock-losses.js';

const CONTEXT = { now: '2026-03-05T09:00:00.000Z', mint: (kind: IdKind) => `${kind}_1` };
const OPEN = { known: false, closed: new Set<string>(), series: null };
const PLACE = { storeId: 'sto_1', storeCode: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' } as const;
const WRITTEN_OFF: DataOf<typeof inventoryEvents.goodsWrittenOff> = {
  ...PLACE,
  writeOffId: 'wof_1',
  number: 'ALG1-WO-2026-000001',
  costMinor: 700,
  reason: 'expired',
  writtenOffAt: '2026-03-04T23:30:00.000Z', // the 5th in Algiers
  writtenOffBy: 'usr_2',
};
const COUNTED: DataOf<typeof inventoryEvents.stockCounted> = {
  ...PLACE,
  stockCountId: 'cnt_1',
  number: 'ALG1-SC-2026-000001',
  missingCostMinor: 900,
  foundCostMinor: 250,
  postedAt: '2026-03-04T10:00:00.000Z',
  postedBy: 'usr_2',
};
const linesOf = (posted: ReturnType<typeof decideStockCounted>) =>
  posted?.entry.lines.map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor]);

describe('a write-off', () => {
  test('shrinkage up, inventory down, under its number, with the reason, on its day', () => {
    const posted = decideGoodsWrittenOff(OPEN, WRITTEN_OFF, CONTEXT);
    expect(linesOf(posted)).toEqual([
      ['shrinkage', 700, 0],
      ['inventory', 0, 700],
    ]);
    expect(posted?.entry).toMatchObject({
      kind: 'writeOff',
      journal: 'stock',
      ref: 'wof_1',
      document: 'ALG1-WO-2026-000001',
      reason: 'expired',
      businessDay: '2026-03-05',
      postedBy: 'usr_2',
    });
    expect(posted?.entry.occurredDay).toBeUndefined();
    const noted = decideGoodsWrittenOff(OPEN, { ...WRITTEN_OFF, reason: 'other', note: 'fell' }, CONTEXT);
    expect(noted?.entry.reason).toBe('other: fell');
  });

  test('once, and nothing at no cost', () => {
    expect(decideGoodsWrittenOff({ ...OPEN, known: true }, WRITTEN_OFF, CONTEXT)).toBeUndefined();
    expect(decideGoodsWrittenOff(OPEN, { ...WRITTEN_OFF, costMinor: 0 }, CONTEXT)).toBeUndefined();
  });
});

describe('a stock count', () => {
  test.each<[string, number, number, unknown]>([
    [
      'units missing',
      900,
      0,
      [
        ['shrinkage', 900, 0],
        ['inventory', 0, 900],
      ],
    ],
    [
      'units found',
      0,
      250,
      [
        ['inventory', 250, 0],
        ['shrinkage', 0, 250],
      ],
    ],
    [
      'both, in one entry',
      900,
      250,
      [
        ['shrinkage', 900, 0],
        ['inventory', 0, 900],
        ['inventory', 250, 0],
        ['shrinkage', 0, 250],
      ],
    ],
    ['neither', 0, 0, undefined],
  ])('%s', (_name, missingCostMinor, foundCostMinor, lines) => {
    expect(linesOf(decideStockCounted(OPEN, { ...COUNTED, missingCostMinor, foundCostMinor }, CONTEXT))).toEqual(lines);
  });

  test('late, it posts on the open day and names its own', () => {
    const posted = decideStockCounted({ ...OPEN, closed: new Set(['2026-03-04']) }, COUNTED, CONTEXT);
    expect(posted?.entry).toMatchObject({
      kind: 'stockCount',
      businessDay: '2026-03-05',
      occurredDay: '2026-03-04',
    });
    expect(decideStockCounted({ ...OPEN, known: true }, COUNTED, CONTEXT)).toBeUndefined();
  });
});
