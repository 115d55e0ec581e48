import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MintingContext } from '@comptoir/contracts';
import {
  alertsEndedByTaking,
  decideWarnExpiring,
  expiryKeyOf,
  type Dated,
  type OpenExpiryAlert,
} from './expiry-alert.js';

let minted = 0;
const moment: MintingContext = {
  now: '2026-11-29T10:00:00.000Z',
  actor: { id: 'schedule', role: 'system' },
  mint: (kind) => `${kind}_${(minted += 1)}`,
};
const batch = (_id: string, expiresOn: string, remainingQty = 2): Dated => ({
  _id,
  productId: 'prd_1',
  expiresOn,
  remainingQty,
});
const alert = (batchId: string, expiresOn: string): OpenExpiryAlert => ({
  _id: `alr_${batchId}`,
  storeId: 'sto_1',
  expiring: { at: moment.now, by: 'schedule', available: 2, batchId, expiresOn },
});
const asked = { storeId: 'sto_1', limit: 10 };
const nothing = { expiring: [], told: new Set<string>(), open: [], batches: [] };

test('batches that were not told of are, the earliest first, some at a time; the event says what the alert does', () => {
  const expiring = [batch('bat_2', '2026-12-02'), batch('bat_1', '2026-12-02'), batch('bat_3', '2026-11-01', 7)];
  const { opened, events, more, ended } = decideWarnExpiring({ ...nothing, expiring }, { ...asked, limit: 2 }, moment);
  expect(opened.map((one) => one.expiring.batchId)).toEqual(['bat_3', 'bat_1']);
  expect([more, ended]).toEqual([true, []]);
  expect(opened[0]).toEqual({
    _id: events[0]!.alertId,
    storeId: 'sto_1',
    productId: 'prd_1',
    state: 'open',
    threshold: 0,
    raisedAt: moment.now,
    expiring: { at: moment.now, by: 'schedule', available: 7, batchId: 'bat_3', expiresOn: '2026-11-01' },
  });
  expect(events[0]).toMatchObject({ batchId: 'bat_3', expiresOn: '2026-11-01', available: 7 });
});

test.each<[string, Partial<Dated> | undefined, number | undefined]>([
  ['units left and the same date', {}, undefined],
  ['no units', { remainingQty: 0 }, 0],
  ['another date', { expiresOn: '2027-01-01' }, 2],
  ['no record any more', undefined, 0],
])('of a batch with %s an open alert ends or stays', (_name, facts, available) => {
  const batches = facts ? [{ ...batch('bat_1', '2026-12-02'), ...facts }] : [];
  const { ended } = decideWarnExpiring({ ...nothing, open: [alert('bat_1', '2026-12-02')], batches }, asked, moment);
  const recovered = { at: moment.now, by: 'schedule', available };
  expect(ended).toEqual(available === undefined ? [] : [{ _id: 'alr_bat_1', storeId: 'sto_1', recovered }]);
});

test('units that are taken end an alert with the last of them', () => {
  const [open, batches] = [[alert('bat_1', '2026-12-02')], [batch('bat_1', '2026-12-02')]];
  const take = (quantity: number) => alertsEndedByTaking(open, batches, [{ batchId: 'bat_1', quantity }], moment);
  expect([take(1), take(2)]).toMatchObject([[], [{ _id: 'alr_bat_1', recovered: { available: 0 } }]]);
});

test('property: whatever happens to batches, each is told once a date, and what is open is what expires and is there', () => {
  const step = fc.record({
    id: fc.constantFrom('bat_1', 'bat_2', 'bat_3'),
    expiresOn: fc.constantFrom('2026-12-01', '2026-12-02', '2026-12-09'),
    remainingQty: fc.integer({ min: 0, max: 2 }),
    limit: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const stock = new Map<string, Dated>();
      const told = new Set<string>();
      let open: OpenExpiryAlert[] = [];
      for (const { id, expiresOn, remainingQty, limit } of steps) {
        stock.set(id, batch(id, expiresOn, remainingQty));
        const batches = [...stock.values()];
        const expiring = batches.filter((one) => one.remainingQty > 0 && one.expiresOn <= '2026-12-02');
        for (let more = true; more;) {
          const done = decideWarnExpiring({ expiring, told, open, batches }, { ...asked, limit }, moment);
          for (const { expiring: of } of done.opened) {
            const key = expiryKeyOf(of.batchId, of.expiresOn);
            expect(told.has(key)).toBe(false);
            told.add(key);
          }
          const gone = new Set(done.ended.map(({ _id }) => _id));
          open = [...open.filter(({ _id }) => !gone.has(_id)), ...done.opened];
          more = done.more;
        }
        for (const { expiring: of } of open) {
          const now = stock.get(of.batchId)!;
          expect([now.expiresOn, now.remainingQty > 0]).toEqual([of.expiresOn, true]);
        }
        for (const one of expiring) expect(told.has(expiryKeyOf(one._id, one.expiresOn))).toBe(true);
      }
    }),
  );
});
