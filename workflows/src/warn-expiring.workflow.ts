import type { WarnExpiringInput } from '@comptoir/contracts/sagas';
import { Progress } from './progress.js';
import { stepsOf } from './steps.js';

/** Batches are warned of some at a time; a store gets this many parts in one run, and the next run goes on. */
const PARTS = 100;

/** Warns of what expires in every store, and ends the alerts of what is gone; started each hour by the schedule of the installation. */
export async function warnExpiring(input: WarnExpiringInput): Promise<{ raised: number; ended: number }> {
  const progress = new Progress();
  const { untilAnswered } = stepsOf(progress);
  const total = { raised: 0, ended: 0 };
  let part = 0;
  progress.enter('posting');
  for (const store of await untilAnswered.expiringUpTo(input)) {
    for (let times = 0; times < PARTS; times += 1) {
      part += 1;
      const done = await untilAnswered.warnExpiring(input, store, part);
      total.raised += done.raised;
      total.ended += done.ended;
      if (!done.more) break;
    }
  }
  progress.publish('done');
  return total;
}
