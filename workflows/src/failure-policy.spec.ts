import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { failureOf, pauseAfterRefusal } from './failure-policy.js';

const refusal = ApplicationFailure.nonRetryable('not open', 'hold.not-open');
const fault = new Error('no answer');
const info = (activityType: string, isLocal: boolean, attempt = 1) => ({ activityType, isLocal, attempt });

describe('what a failed attempt ends with', () => {
  test.each([
    ['a fast failure of a local attempt stays', fault, info('settleHold', true), 20],
    ['a refusal of a local attempt stays, however slow', refusal, info('settleHold', true), 4_000],
    ['a failure of a remote attempt stays', fault, info('settleHold', false), 4_000],
    ['a refusal before the pivot stays', refusal, info('holdStock', false), 20],
  ])('%s', (_name, error, where, tookMs) => {
    expect(failureOf(error, where, tookMs)).toBe(error);
  });

  test('a slow local attempt leaves the workflow task', () => {
    expect(failureOf(fault, info('settleHold', true), 1_500)).toMatchObject({ type: 'step.slow', nonRetryable: true });
  });

  test('a refusal after the pivot is tried again, with its code kept', () => {
    expect(failureOf(refusal, info('settleHold', false, 2), 20)).toMatchObject({
      type: 'hold.not-open',
      nonRetryable: false,
      nextRetryDelay: 20_000,
    });
  });
});

test('a refused step pauses 10 seconds, doubled up to 5 minutes', () => {
  expect([1, 2, 3, 5, 6, 40].map(pauseAfterRefusal)).toEqual([10_000, 20_000, 40_000, 160_000, 300_000, 300_000]);
});
