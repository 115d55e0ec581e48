import { proxyLocalActivities } from '@temporalio/workflow';
import type { FloorSteps } from './floor.js';

const steps = proxyLocalActivities<FloorSteps>({ startToCloseTimeout: '60 seconds' });

/** The floor under a checkout: as many local activities, one bare transaction of the same writes each; no NATS, no Nest, no inbox. */
export async function floorCheckout(id: string, worker: number): Promise<void> {
  await steps.begin(id, worker);
  await steps.hold(id, worker);
  await steps.post(id, worker);
  await Promise.all([steps.settle(id, worker), steps.invoice(id, worker), steps.guarantee(id, worker)]);
  await steps.finalize(id, worker);
}
