import { proxyLocalActivities } from '@temporalio/workflow';
import type { FloorSteps } from './floor.js';

const steps = proxyLocalActivities<FloorSteps>({ startToCloseTimeout: '60 seconds' });

/** The floor under a checkout: as many local activities, one bare transaction of the same writes each; no NATS, no Nest, no inbox. */
export async function floorCheckout(id: string, lane: number): Promise<void> {
  await steps.begin(id, lane);
  await steps.hold(id, lane);
  await steps.post(id, lane);
  await Promise.all([steps.settle(id, lane), steps.invoice(id, lane), steps.guarantee(id, lane)]);
  await steps.finalize(id, lane);
}
