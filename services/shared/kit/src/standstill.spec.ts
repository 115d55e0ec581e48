import { expect, test } from '@jest/globals';
import { relayStandstill, Standstill } from './standstill.js';

const MINUTE = 60_000;
const subscribedAt = (at: number): Standstill => {
  const watch = new Standstill(at);
  watch.subscribed();
  return watch;
};

test('without a subscription for more than a moment, with the reason of the server', () => {
  const watch = new Standstill(0);
  expect(watch.reasons(4_999)).toEqual([]);
  watch.unsubscribed(2_000, new Error('deliver policy can not be updated'));
  expect(watch.reasons(6_000)).toEqual([
    'no events are received for 6 s: there is no subscription: deliver policy can not be updated',
  ]);
  watch.subscribed();
  expect(watch.reasons(60_000)).toEqual([]);
});

test('undelivered events that do not move for a minute', () => {
  const watch = subscribedAt(0);
  watch.observed({ undelivered: 3, unacknowledged: 64, deliveredUpTo: 100 }, 0);
  watch.observed({ undelivered: 5, unacknowledged: 64, deliveredUpTo: 100 }, MINUTE - 1);
  expect(watch.reasons(MINUTE - 1)).toEqual([]);
  expect(watch.reasons(MINUTE)).toEqual(['5 events have not moved for 60 s']);
  watch.observed({ undelivered: 4, unacknowledged: 64, deliveredUpTo: 101 }, MINUTE + 1);
  expect(watch.reasons(MINUTE + 1)).toEqual([]);
});

test('events that wait for their next delivery do not stand still, but are counted', () => {
  const watch = subscribedAt(0);
  for (const at of [0, MINUTE, 10 * MINUTE])
    watch.observed({ undelivered: 0, unacknowledged: 2, deliveredUpTo: 100 }, at);
  expect([watch.reasons(10 * MINUTE), watch.waiting()]).toEqual([[], 2]);
});

test('a batch whose handling does not end', () => {
  const watch = subscribedAt(0);
  watch.handlingBegan(0, '2 events (inventory.stockChanged first)');
  expect(watch.reasons(MINUTE)).toEqual([
    'the handling of 2 events (inventory.stockChanged first) has not ended for 60 s',
  ]);
  watch.handlingEnded();
  expect(watch.reasons(MINUTE)).toEqual([]);
});

test('events that the stream does not take for a minute', () => {
  expect(relayStandstill(59_999)).toBeUndefined();
  expect(relayStandstill(61_000)).toBe('events have not been published for 61 s: the stream does not take them');
});
