import { setTimeout as pause } from 'node:timers/promises';
import type { FaultContext, FaultReport } from './fault-context.js';

/** Lets some transactions fail before their commit: the other commands of the same transaction must succeed. */
export async function failTransactions({ system, load, random }: FaultContext): Promise<FaultReport> {
  const failing = (subject: string) =>
    ({ subject, point: 'committing', action: 'throw', skip: random.below(3), times: 3 }) as const;
  const faultIds = [
    system.arm(failing('inventory.stockChanged'), 'catalog'),
    system.arm(failing('sales.postSale')),
    system.arm(failing('inventory.holdStock')),
    system.arm(failing('invoicing.issueInvoice')),
  ];
  await load.waitForOperations(15);
  const count = system.hitCount(...faultIds);
  system.disarm(...faultIds);
  return { action: `${count} transactions failed before their commit` };
}

/** Lets the undo of a hold fail for a while: the saga must retry it until it succeeds. */
export async function failUndo({ system, load, long }: FaultContext): Promise<FaultReport> {
  const seconds = long ? 300 : 12;
  const refusal = system.arm({ subject: 'sales.postSale', point: 'arrived', action: 'refuse', times: 3 });
  const failure = system.arm({
    subject: 'inventory.releaseHold',
    point: 'committing',
    action: 'throw',
    times: 100_000,
  });
  await pause(seconds * 1_000);
  const attempts = system.hitCount(failure);
  system.disarm(refusal, failure);
  await load.waitForOperations(5);
  return {
    action: `three sales refused at the pivot, and every releaseHold failing for ${seconds} s`,
    observed: `${attempts} failed attempts`,
    problems: attempts < 2 ? ['no undo was retried'] : [],
  };
}

/** Cuts the worker off from invoicing: each saga may retry only about every four seconds. */
export async function disconnectService({ system, load }: FaultContext): Promise<FaultReport> {
  const service = 'invoicing';
  const seconds = 12;
  const faultIds = ['checkout/', 'correction/'].map((saga) =>
    system.arm({ subject: '*', saga, point: 'arrived', action: 'drop', times: 100_000 }, service),
  );
  await pause(seconds * 1_000);
  const attempts = system.hitCount(...faultIds);
  const matches = system.matches(service).filter((match) => faultIds.includes(match.id));
  const sagas = new Set(matches.map((match) => match.sagaId)).size;
  system.disarm(...faultIds);
  await load.waitForOperations(5);
  const observed = `${attempts} attempts of ${sagas} sagas`;
  const isTooOften = attempts > sagas * (seconds / 4 + 2);
  return {
    action: `the worker cut off from ${service} for ${seconds} s`,
    observed,
    problems: isTooOften ? [`${observed} in ${seconds} s: more than one every four seconds for each saga`] : [],
  };
}
