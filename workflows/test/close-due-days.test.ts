import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { conditionOf, READ_PROGRESS, type CheckoutProgress } from '@comptoir/contracts';
import { eventually } from '@comptoir/kit/testing';
import { startSagaTestEnvironment, type SagaTestEnvironment } from './saga-test-environment.js';

let sagas: SagaTestEnvironment;
beforeAll(async () => {
  sagas = await startSagaTestEnvironment();
}, 60_000);
afterAll(async () => {
  await sagas?.stop();
}, 30_000);

test('past days are closed, the oldest first', async () => {
  const { shop, handle } = await sagas.closeDueDays((shop) => {
    shop.openDays = ['2026-03-01', '2026-03-02', '2026-03-03'];
  });
  expect(await handle.result()).toEqual({ closed: ['2026-03-01', '2026-03-02', '2026-03-03'] });
  expect(shop.openDays).toEqual([]);
});

test('a day that cannot be closed yet is waited for, and is not stuck meanwhile', async () => {
  const { shop, handle } = await sagas.closeDueDays((shop) => {
    shop.openDays = ['2026-03-01', '2026-03-02'];
    shop.faults.set('closeDay', { kind: 'refuse' });
  });
  const { stage, since, until } = await eventually(async () => {
    const progress = await handle.query<CheckoutProgress>(READ_PROGRESS);
    expect(progress.stage).toBe('retrying');
    return progress;
  });
  const justBefore = new Date(Date.parse(until!) - 1_000).toISOString();
  expect(Date.parse(justBefore) - Date.parse(since)).toBeGreaterThan(10 * 60_000);
  expect(conditionOf(stage, since, justBefore, until)).toBe('slow');
  expect(shop.openDays).toHaveLength(2);
  await handle.terminate();
});
