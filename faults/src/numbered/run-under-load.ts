import { checkAudit, checkQuiet } from '../checks.js';
import type { FaultSystem } from '../fault-system.js';
import { LoadClients } from '../load/load-clients.js';
import type { CellResult } from '../matrix/cell-result.js';
import { PROCESSES } from '../processes.js';
import { faultAnswers } from '../retrying-client.js';
import { Random } from '../random.js';
import type { FaultReport } from './fault-context.js';
import type { NumberedFault } from './numbered-faults.js';

/** The result of one or several faults under load. */
export interface LoadRunResult {
  readonly actions: readonly string[];
  /** What was observed; the last one is the summary of the load clients. */
  readonly observations: readonly string[];
  readonly problems: readonly string[];
}

interface RunOptions {
  readonly seed: number;
  /** Whether the faults last their full length. */
  readonly long: boolean;
}

/** Runs load clients, applies the faults at once, waits until the system is healthy, and makes all checks. */
export async function runUnderLoad(
  system: FaultSystem,
  faults: readonly NumberedFault[],
  { seed, long }: RunOptions,
): Promise<LoadRunResult> {
  const load = await LoadClients.start(system, seed);
  const random = new Random(seed);
  const reports: FaultReport[] = [];
  const problems: string[] = [];
  const faultsBefore = faultAnswers.length;
  try {
    await load.waitForOperations(8);
    const results = await Promise.allSettled(faults.map((fault) => fault.apply({ system, load, random, long })));
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') reports.push(result.value);
      else problems.push(`${faults[index]?.id}: ${(result.reason as Error).message}`);
    }
    system.disarmAll();
    await system.waitUntilHealthy();
    await load.waitForOperations(10);
  } catch (error) {
    problems.push((error as Error).message);
    await resetFaults(system);
  } finally {
    await load.stop();
  }
  problems.push(...reports.flatMap((report) => report.problems ?? []));
  problems.push(...faultAnswers.slice(faultsBefore).map((answer) => `answered with a fault: ${answer}`));
  problems.push(...(await checkQuiet(system)), ...(await load.check()), ...(await checkAudit(system)));
  return {
    actions: reports.map((report) => report.action),
    observations: [...reports.flatMap((report) => report.observed ?? []), load.summary()],
    problems,
  };
}

/** Disarms every fault and continues every paused process. */
async function resetFaults(system: FaultSystem): Promise<void> {
  system.disarmAll();
  for (const name of PROCESSES) await system.signal(name, 'SIGCONT').catch(() => undefined); // it may not run
}

/** Runs one numbered fault under load; its result is that of a cell. */
export async function runNumberedFault(
  system: FaultSystem,
  fault: NumberedFault,
  options: RunOptions,
): Promise<CellResult> {
  const startedAt = performance.now();
  const { actions, observations, problems } = await runUnderLoad(system, [fault], options);
  return {
    id: fault.id,
    action: actions.join('; '),
    observed: `${observations.join('; ')} (seed ${options.seed})`,
    problems,
    durationMs: performance.now() - startedAt,
  };
}
