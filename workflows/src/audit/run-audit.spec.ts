import { expect, test } from '@jest/globals';
import type { SagaStatus } from '@comptoir/contracts';
import type { Records } from './records.js';
import { checkSagas } from './run-audit.js';
import type { SagaWatch } from '../saga-watch.js';

const nothingLocked = { orders: [], sales: [], corrections: [], holds: [] } as Partial<Records> as Records;

/** A watch that knows no saga but these stuck ones. */
function watching(...stuck: SagaStatus[]): SagaWatch {
  return { isRunning: async () => false, stuck: async () => stuck };
}

const stuckSaga = (saga: Pick<SagaStatus, 'sagaId' | 'type' | 'stage' | 'since'>): SagaStatus => ({
  condition: 'stuck',
  startedAt: '2026-05-01T10:00:00.000Z',
  failing: [{ step: 'issueGuarantee', attempts: 9, lastFailure: 'warranty.issueGuarantee: no answer' }],
  ...saga,
});

test('every saga that is stuck is a finding with its id, its stage and since when', async () => {
  const watch = watching(
    stuckSaga({ sagaId: 'checkout/ord_1/1', type: 'checkout', stage: 'completing', since: '2026-05-01T10:00:02.000Z' }),
    stuckSaga({
      sagaId: 'correction/sal_2/1/key',
      type: 'correction',
      stage: 'undoing',
      since: '2026-05-01T10:00:03.000Z',
    }),
  );
  const finding = await checkSagas(nothingLocked, [], watch);
  expect(finding).toMatchObject({ invariant: 11, checked: 2, underWay: 0 });
  expect(finding.suspects).toMatchObject([
    {
      invariant: 11,
      message: 'checkout/ord_1/1 leaves its stage in time',
      left: 'completing',
      right: 'in completing since 2026-05-01T10:00:02.000Z',
      ids: ['checkout/ord_1/1'],
    },
    {
      message: 'correction/sal_2/1/key leaves its stage in time',
      left: 'undoing',
      right: 'in undoing since 2026-05-01T10:00:03.000Z',
      ids: ['correction/sal_2/1/key'],
    },
  ]);
});

test('a saga that stays stuck shows the same difference in the next pass, which makes it a break', async () => {
  const saga = { sagaId: 'checkout/ord_1/1', type: 'checkout', stage: 'holding' };
  const differenceAt = async (since: string, attempts: number) => {
    const stuck = stuckSaga({ ...saga, since });
    const failing = stuck.failing.map((one) => ({ ...one, attempts }));
    const { suspects } = await checkSagas(nothingLocked, [], watching({ ...stuck, failing }));
    return suspects.map(({ key, difference }) => `${key}: ${difference}`);
  };
  const first = await differenceAt('2026-05-01T10:00:02.000Z', 9);
  expect(first).toHaveLength(1);
  expect(await differenceAt('2026-05-01T10:00:02.000Z', 10)).toEqual(first);
  expect(await differenceAt('2026-05-01T10:09:00.000Z', 1)).not.toEqual(first);
});

test('without a stuck saga there is nothing to find', async () => {
  expect(await checkSagas(nothingLocked, [], watching())).toMatchObject({ invariant: 11, checked: 0, suspects: [] });
});

test('a service that does not answer is a finding', async () => {
  const { suspects } = await checkSagas({ ...nothingLocked, silent: ['warranty'] }, [], watching());
  expect(suspects).toMatchObject([
    { message: 'warranty answers, so that its records are checked', left: 'no answer', ids: ['warranty'] },
  ]);
});
