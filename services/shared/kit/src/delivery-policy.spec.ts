import { expect, test } from '@jest/globals';
import { DomainError } from '@comptoir/contracts/kernel';
import { DELIVERY_POLICY, nextDelivery, troubleOf, type Trouble } from './delivery-policy.js';

const waitsOf = (trouble: Trouble): number[] => {
  const waits: number[] = [];
  for (let delivery = 1; ; delivery += 1) {
    const next = nextDelivery(trouble, delivery);
    if (next.park) return waits;
    waits.push(next.waitMs);
  }
};

test.each<Trouble>(['unreadable', 'refused'])('%s: parked at its first delivery', (trouble) => {
  expect(nextDelivery(trouble, 1)).toEqual({ park: true });
});

test.each<[Trouble, longestMs: number]>([
  ['fault', 5 * 60_000],
  ['noHandler', 10_000],
])('%s: soon at first, then rarer up to %i ms, and parked after well over an hour', (trouble, longestMs) => {
  const waits = waitsOf(trouble);
  expect(waits.slice(0, 6)).toEqual([200, 400, 800, 1_600, 3_200, 6_400]);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(longestMs);
  const wholeMinutes = waits.reduce((sum, wait) => sum + wait, 0) / 60_000;
  expect(wholeMinutes).toBeGreaterThan(100);
  expect(wholeMinutes).toBeLessThan(180);
  expect(waits).toHaveLength(DELIVERY_POLICY[trouble].deliveries - 1);
});

test('no wait is longer than the outage has lasted, but for the first', () => {
  let passed = 0;
  for (const wait of waitsOf('fault')) {
    expect(wait).toBeLessThanOrEqual(Math.max(200, passed + 200));
    passed += wait;
  }
});

test.each([
  [new DomainError('day.closed', 'rejected', 'The day is closed.'), 'refused'],
  [new DomainError('order.unknown', 'notFound', 'There is none.'), 'refused'],
  [new DomainError('service.unavailable', 'unavailable', 'Too busy.'), 'fault'],
  [new Error('connection refused'), 'fault'],
])('%s is %s', (error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});
