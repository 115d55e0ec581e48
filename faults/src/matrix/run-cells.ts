import { setTimeout as pause } from 'node:timers/promises';
import type { FaultSystem } from '../fault-system.js';
import { becomesTrue, waitUntil } from '../waiting.js';
import { cancelAtStep } from './cancel-at-step.js';
import type { CellResult } from './cell-result.js';
import { killOf, WORKER_PAUSED, type Cell } from './cells.js';
import { resume } from '../processes.js';
import { disarmCell, resultOf, startCell, wasHit, type RunningCell } from './running-cell.js';
import { Scenario } from './scenario.js';

/** Longer than the ten seconds that a workflow task may take. */
const PAUSE_MS = 12_000;
/** The longest time from the end of a fault to the final answer (ANSWERED). */
const MAX_ANSWER_MS = 60_000;

/**
 * Runs cells concurrently, each on an order and in a store of its own, and checks each of them (ANSWERED, ONCE, NONE).
 * All of them must kill the same process from outside, or none may.
 */
export async function runCells(system: FaultSystem, cells: readonly Cell[]): Promise<CellResult[]> {
  // every scenario is prepared before the first fault is armed: a fault must not hit the preparation of another cell
  const scenarios = await Promise.all(
    cells.map((cell) => system.prepare(() => Scenario.prepare(system, cell.step.scenario))),
  );
  const running = cells.map((cell, index) => startCell(system, cell, scenarios[index] as Scenario));
  try {
    await applyOutsideFaults(system, running);
    await Promise.all(running.map((one) => waitForRepeatedMessages(system, one)));
    await Promise.all(running.map((one) => one.finished));
    if (cells.some((cell) => cell.fault.startsWith('service killed'))) await system.waitUntilHealthy();
  } catch (error) {
    for (const one of running) disarmCell(system, one);
    await system.waitUntilHealthy();
    return running.map((one) => resultOf(one, 'the cell could not be run', [(error as Error).message]));
  }
  return Promise.all(running.map((one) => checkCell(system, one)));
}

/** The faults that the services do not make themselves: a killed or paused process, a cancelled saga. */
async function applyOutsideFaults(system: FaultSystem, running: readonly RunningCell[]): Promise<void> {
  if (killOf((running[0] as RunningCell).cell)) await killDuringCells(system, running);
  const paused = running.filter((one) => one.cell.fault === WORKER_PAUSED);
  if (paused.length > 0) await pauseDuringCells(system, paused);
  const cancelled = running.filter((one) => one.cell.fault === 'cancelled there');
  await Promise.all(cancelled.map((one) => cancelAtStep(system, one)));
}

/** Waits until every cell is held at its step. */
async function allReached(system: FaultSystem, running: readonly RunningCell[]): Promise<void> {
  const notReached: string[] = [];
  for (const one of running) {
    if (!(await becomesTrue(() => wasHit(system, one), 30_000))) notReached.push(one.cell.id);
  }
  if (notReached.length > 0) throw new Error(`not reached: ${notReached.join('; ')}`);
}

/**
 * Pauses the worker while every cell is held at its step, for longer than a workflow task may take: Temporal gives the task out
 * again, and the paused run of it goes on beside the new one.
 */
async function pauseDuringCells(system: FaultSystem, running: readonly RunningCell[]): Promise<void> {
  await allReached(system, running);
  const pid = await system.signal('worker', 'SIGSTOP');
  for (const one of running) one.action += `the worker was paused for ${PAUSE_MS / 1000} s and resumed`;
  system.disarm(...running.map((one) => one.faultId));
  await pause(PAUSE_MS);
  resume(pid);
  for (const one of running) one.faultEndedAt = performance.now();
}

/** Kills a process once every cell is held at its step, then releases the steps and waits for the restart. */
async function killDuringCells(system: FaultSystem, running: readonly RunningCell[]): Promise<void> {
  const { target, point } = killOf((running[0] as RunningCell).cell)!;
  await allReached(system, running);
  const previousPid = await system.kill(target);
  const when = point === 'committing' ? 'before the commit' : 'between commit and reply';
  const others = running.length > 1 ? ` (with ${running.length - 1} other scenarios in progress)` : '';
  for (const one of running) one.action += `${target} was killed with -9 ${when}${others}`;
  await pause(200); // so that the steps continue while the process is down
  system.disarm(...running.map((one) => one.faultId));
  await system.waitUntilRestarted(target, previousPid);
  for (const one of running) one.faultEndedAt = performance.now();
}

/** Waits until a repeated or late message was handled, because it may change the records that are checked. */
async function waitForRepeatedMessages(system: FaultSystem, { cell, otherFaultIds }: RunningCell): Promise<void> {
  let replies = 0;
  if (cell.fault.startsWith('delivered')) replies = 2;
  // a refused attempt passes no reply point, so only the late one is counted
  if (cell.fault === 'arrives after its undo') replies = 1;
  if (replies === 0) return;
  const replyCounter = otherFaultIds[0] as string;
  await waitUntil(`${cell.id}: the late message was handled`, () => system.hitCount(replyCounter) >= replies, 40_000);
}

/** Checks a finished cell: ANSWERED, whether the fault was hit, ONCE or NONE. */
async function checkCell(system: FaultSystem, running: RunningCell): Promise<CellResult> {
  const { cell, scenario } = running;
  const problems: string[] = [];
  const failure = await running.finished;
  if (failure) problems.push(failure);
  const answerMs = Math.max(0, ...scenario.answers.map(({ receivedAt }) => receivedAt - running.faultEndedAt));
  if (answerMs > MAX_ANSWER_MS)
    problems.push(`ANSWERED: the final answer came ${Math.round(answerMs / 1000)} s after the fault`);
  if (!wasHit(system, running)) problems.push('the fault was not hit: the step was never reached');
  problems.push(...scenario.answers.flatMap(({ faults }) => faults.map((fault) => `answered with a fault: ${fault}`)));
  const repeated = await scenario.checkRepeatedAnswers().catch((error: Error) => [`ANSWERED: ${error.message}`]);
  problems.push(...repeated, ...(await checkRecords(system, running)));
  disarmCell(system, running);
  return resultOf(running, `${scenario.answerSummary()}; ${cell.outcome}`, problems);
}

/** ONCE and NONE; projections need a moment, so the check is repeated until it passes or its time is over. */
async function checkRecords(system: FaultSystem, { cell, scenario }: RunningCell): Promise<string[]> {
  let problems: string[] = [];
  const isEqual = await becomesTrue(async () => {
    problems = await scenario.checkRecords(cell.outcome).catch((error: Error) => [`ONCE: ${error.message}`]);
    return problems.length === 0;
  }, system.checkTimeoutMs / 4);
  return isEqual ? [] : problems;
}
