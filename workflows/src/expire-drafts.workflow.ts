import type { ExpireDraftsInput } from '@comptoir/contracts/sagas';
import { Progress } from './progress.js';
import { stepsOf } from './steps.js';

/** Drafts are expired some at a time; one run ends after this many times, and the next one goes on. */
const TIMES = 100;

/** Expires the Drafts that nobody has changed for the set time; started each hour by the schedule of the installation. */
export async function expireDrafts(input: ExpireDraftsInput): Promise<{ readonly expired: number }> {
  const progress = new Progress();
  const steps = stepsOf(progress);
  const startedAt = new Date(Date.now()).toISOString();
  let expired = 0;
  progress.enter('posting');
  for (let part = 1; part <= TIMES; part += 1) {
    const done = await steps.untilAnswered.expireDrafts(input, startedAt, part);
    expired += done.expired;
    if (!done.more) break;
  }
  progress.publish('done');
  return { expired };
}
