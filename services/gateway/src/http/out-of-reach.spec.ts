import { describe, expect, test } from '@jest/globals';
import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { isNotTaken, isOutOfReach } from './out-of-reach.js';

/** What the client of Temporal throws for a status of gRPC. */
const answered = (code: number): Error =>
  new ServiceError('Workflow Update failed', { cause: Object.assign(new Error('14'), { code }) });

describe('an answer of Temporal', () => {
  test.each<[name: string, error: unknown, outOfReach: boolean, notTaken: boolean]>([
    ['not there', answered(14), true, false],
    [
      'too late',
      new WorkflowUpdateRPCTimeoutOrCancelledError('late', { cause: Object.assign(new Error(), { code: 4 }) }),
      true,
      false,
    ],
    ['the task of the workflow failed', answered(9), false, true],
    ['given up', answered(10), false, true],
    ['a wrong request', answered(3), false, false],
    ['a fault inside', answered(13), false, false],
    ['no answer of Temporal', new TypeError('x is undefined'), false, false],
    ['nothing', undefined, false, false],
  ])('%s', (_name, error, outOfReach, notTaken) => {
    expect([isOutOfReach(error), isNotTaken(error)]).toEqual([outOfReach, notTaken]);
  });
});
