import { proxyLocalActivities } from '@temporalio/workflow';
import type { FloorSteps } from './floor-writes.js';

const steps = proxyLocalActivities<FloorSteps>({ startToCloseTimeout: '60 seconds' });

/** The floor of a checkout: the same local activities in the same order, each one bare transaction with the same writes. */
export async function floorCheckout(id: string, worker: number): Promise<void> {
  await steps.begin(id, worker);
  await steps.hold(id, worker);
  await steps.post(id, worker);
  await Promise.all([steps.settle(id, worker), steps.invoice(id, worker), steps.guarantee(id, worker)]);
  await steps.finalize(id, worker);
}
