import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stockAlertEvents, type MintingContext } from '@comptoir/contracts';
import { changeLevel, eventsOfLevels, newLevel } from './levels.js';
import type { Level } from './records.js';
import { decideProductThresholds } from './product-thresholds.js';
import { crossingOf, decideMarkAlertSeen } from './stock-alert.js';
import { thresholdOf, type StockAlertRecord } from './stock-alert-records.js';

let minted = 0;
const moment: MintingContext = {
  now: '2026-11-29T10:00:00.000Z',
  actor: { id: 'usr_1', role: 'cashier' },
  mint: (kind) => `${kind}_${(minted += 1)}`,
};
const levelOf = (available: number, threshold?: number): Level => ({
  ...newLevel('sto_1', 'prd_1', 'DZD', threshold),
  available,
  version: 4,
});
const none = { low: false, out: false };
const low = { alertId: 'alr_1', low: true, out: false };
const out = { alertId: 'alr_1', low: false, out: true };
const both = { alertId: 'alr_1', low: true, out: true };

describe('crossingOf', () => {
  test.each([
    ['above its threshold', 6, 5, undefined, []],
    ['at its threshold', 5, 5, undefined, ['stockLow']],
    ['below it', 3, 5, undefined, ['stockLow']],
    ['below it, and it was', 3, 5, low, []],
    ['at zero from above', 0, 5, undefined, ['stockLow', 'stockOut']],
    ['at zero, and it was low', 0, 5, low, ['stockOut']],
    ['at zero, and it was', 0, 5, both, []],
    ['at zero without a threshold', 0, 0, undefined, ['stockOut']],
    ['at one without a threshold', 1, 0, undefined, []],
    ['low again after zero, without having recovered', 2, 5, both, []],
    ['low for the first time after zero', 2, 5, out, ['stockLow']],
    ['above again', 6, 5, low, ['stockRecovered']],
    ['above again after zero', 6, 5, both, ['stockRecovered']],
    ['above zero without a threshold', 1, 0, out, ['stockRecovered']],
  ])('a level %s', (_name, available, threshold, open, raised) => {
    const { crossing } = crossingOf(levelOf(available, threshold), open, moment);
    expect((crossing?.events ?? []).map(({ contract }) => contract.type)).toEqual(
      raised.map((name) => `inventory.${name}`),
    );
  });

  test('an alert names who crossed the line, when, and what was left', () => {
    const { alert, crossing } = crossingOf(levelOf(2, 5), undefined, moment);
    expect(crossing?.opened).toEqual({
      _id: alert!.alertId,
      storeId: 'sto_1',
      productId: 'prd_1',
      state: 'open',
      threshold: 5,
      raisedAt: moment.now,
      low: { at: moment.now, by: 'usr_1', available: 2 },
    });
  });

  test('where nothing crosses, the open alert stays the same object', () => {
    expect(crossingOf(levelOf(2, 5), low, moment)).toEqual({ alert: low });
    expect(crossingOf(levelOf(2, 5), low, moment).alert).toBe(low);
    expect(crossingOf(levelOf(9, 5), undefined, moment)).toEqual({});
  });
});

/** What was raised and not recovered, told by the events alone. */
function raisedBy(types: readonly string[]): { low: boolean; out: boolean } {
  return types.reduce((known, type) => {
    const name = type.replace('inventory.', '');
    if (name === 'stockRecovered') {
      expect(known.low || known.out).toBe(true); // nothing recovers that was not raised
      return none;
    }
    const which = name === 'stockLow' ? 'low' : 'out';
    expect(known[which]).toBe(false); // each is raised once
    return { ...known, [which]: true };
  }, none);
}

test('property: whatever happens to a level, each event is raised once until recovered, and open alerts are those in need', () => {
  const step = fc.oneof(
    fc.record({ available: fc.integer({ min: 0, max: 8 }) }),
    fc.record({ threshold: fc.integer({ min: 0, max: 5 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let level = changeLevel(newLevel('sto_1', 'prd_1', 'DZD', 3), { delta: 6, next: 1 }, moment).after;
      const types: string[] = [];
      for (const one of steps) {
        const change = changeLevel(
          level,
          'threshold' in one ? { delta: 0, threshold: one.threshold } : { delta: one.available - level.available },
          moment,
        );
        level = change.after;
        types.push(...eventsOfLevels([change]).map(({ contract }) => contract.type));
        const threshold = level.threshold ?? 0;
        const isInNeed = level.available === 0 || (threshold > 0 && level.available <= threshold);
        expect(level.alert !== undefined).toBe(isInNeed);
        const raised = raisedBy(types.filter((type) => type !== 'inventory.stockChanged'));
        expect({ low: level.alert?.low ?? false, out: level.alert?.out ?? false }).toEqual(raised);
      }
    }),
  );
});

test('a change of a level tells its figure first, then what it crossed, at that version', () => {
  const events = eventsOfLevels([changeLevel(levelOf(7, 5), { delta: -7 }, moment)]);
  expect(events.map(({ contract }) => contract.type)).toEqual([
    'inventory.stockChanged',
    stockAlertEvents.stockLow.type,
    stockAlertEvents.stockOut.type,
  ]);
  for (const { data } of events) expect(data).toMatchObject({ available: 0, version: 5 });
});

describe('decideMarkAlertSeen', () => {
  const alert = { _id: 'alr_1', state: 'open' } as StockAlertRecord;
  test('the first person stays', () => {
    const seen = decideMarkAlertSeen(alert, 'alr_1', moment);
    expect(seen).toEqual({ isNew: true, alert: { ...alert, seen: { at: moment.now, by: 'usr_1' } } });
    const later = { ...moment, actor: { id: 'usr_2', role: 'owner' } as const };
    expect(decideMarkAlertSeen(seen.alert, 'alr_1', later)).toEqual({ isNew: false, alert: seen.alert });
  });
  test('an unknown one is refused', () =>
    expect(() => decideMarkAlertSeen(null, 'alr_1', moment)).toThrow(
      expect.objectContaining({ code: 'stock-alert.unknown' }),
    ));
});

describe('decideProductThresholds', () => {
  const told = { productId: 'prd_1', revision: 2, sku: 'A', name: 'A', changedAt: moment.now };
  const known = { _id: 'prd_1', version: 1, lowStockThreshold: 5, stores: [], levels: 2 };
  const levels = [levelOf(4, 0), { ...levelOf(4, 5), storeId: 'sto_2', alert: low }];
  test('each store gets its own threshold or that of the product, and crosses it', () => {
    const { after, levels: changes } = decideProductThresholds(
      { known, levels },
      { ...told, lowStockThreshold: 5, storeThresholds: [{ storeId: 'sto_2', lowStockThreshold: 3 }] },
      moment,
    );
    expect(after).toMatchObject({ version: 2, levels: 2 });
    expect([thresholdOf(after, 'sto_1'), thresholdOf(after, 'sto_2'), thresholdOf(undefined, 'sto_1')]).toEqual([
      5, 3, 0,
    ]);
    const types = eventsOfLevels(changes).map(({ contract }) => contract.type);
    expect(types.slice(2)).toEqual(['inventory.stockLow', 'inventory.stockRecovered']);
  });
  test.each([
    ['late', 1, 9],
    ['of before thresholds were told', 2, undefined],
  ])('an event that is %s changes nothing', (_name, revision, lowStockThreshold) =>
    expect(decideProductThresholds({ known, levels }, { ...told, revision, lowStockThreshold }, moment)).toEqual({
      levels: [],
    }),
  );
  test('levels that have the threshold already are left alone', () =>
    expect(
      decideProductThresholds({ known, levels: [levels[1]!] }, { ...told, lowStockThreshold: 5 }, moment).levels,
    ).toEqual([]));
});
