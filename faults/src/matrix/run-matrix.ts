import { ShutdownRequested, shutdownSignal, unlessShuttingDown } from '@comptoir/deploy/testing';
import { copyBuild } from '../copy-build.js';
import { FaultSystem } from '../fault-system.js';
import type { NumberedFault } from '../numbered/numbered-faults.js';
import { runNumberedFault } from '../numbered/run-under-load.js';
import { cellBatchesOf } from './cell-batches.js';
import type { CellResult, SeenResult } from './cell-result.js';
import type { Cell } from './cells.js';
import { clearProgress, saveProgress, type Progress } from './progress.js';
import { writeMatrix } from './report.js';
import { runBatch } from './run-batch.js';
import { describeServers } from './servers.js';

/** What a run of the matrix is to do. */
export interface MatrixRun {
  readonly cells: readonly Cell[];
  readonly numberedFaults: readonly NumberedFault[];
  /** The results of the run that is continued; the new ones are added. */
  readonly results: Record<string, SeenResult[]>;
  readonly commit: string;
  readonly startedAt: string;
  /** Whether progress and matrix are written; not for a selection of cells. */
  readonly writesFiles: boolean;
  readonly seed: number;
  /** Whether the numbered faults last their full length. */
  readonly long: boolean;
  readonly log: (line: string) => void;
}

/** After so many cells the system is replaced, because an audit reads everything that it ever stored. */
const MAX_CELLS_PER_SYSTEM = 150;
/** A numbered fault makes about as many sales as this many cells. */
const CELLS_PER_NUMBERED_FAULT = 25;

/** Runs cells and numbered faults and adds their results; returns whether the run was interrupted by a shutdown signal. */
export async function runMatrix(run: MatrixRun): Promise<{ interrupted: boolean }> {
  const shutdown = shutdownSignal();
  if (run.writesFiles && Object.keys(run.results).length === 0) clearProgress();
  const copy = copyBuild(); // a build during the run must not change the system under test
  let system = await FaultSystem.start(copy.folder);
  const progress: Progress = {
    startedAt: run.startedAt,
    servers: await describeServers(system),
    commit: run.commit,
    results: run.results,
  };
  const record = recorder(run, progress);
  let cellsInSystem = 0;
  const replaceSystemIfNeeded = async (results: readonly CellResult[], cellCount: number): Promise<void> => {
    cellsInSystem += cellCount;
    // what a red cell left behind must not make the next ones red
    const isRed = results.some((result) => result.problems.length > 0);
    if (!isRed && cellsInSystem < MAX_CELLS_PER_SYSTEM) return;
    await system.close();
    system = await FaultSystem.start(copy.folder);
    cellsInSystem = 0;
  };
  try {
    for (const batch of cellBatchesOf(run.cells)) {
      const results = await unlessShuttingDown(runBatch(system, batch), shutdown);
      results.forEach(record);
      await replaceSystemIfNeeded(results, batch.length);
    }
    for (const fault of run.numberedFaults) {
      const result = await unlessShuttingDown(runNumberedFault(system, fault, run), shutdown);
      record(result);
      await replaceSystemIfNeeded([result], CELLS_PER_NUMBERED_FAULT);
    }
  } catch (thrown) {
    if (!(thrown instanceof ShutdownRequested)) throw thrown;
    run.log('interrupted: the same command continues from here');
  } finally {
    await system.close();
    copy.remove();
  }
  if (run.writesFiles) writeMatrix(progress);
  return { interrupted: shutdown.aborted };
}

/** A function that adds a result, stores the progress and logs one line. */
function recorder({ cells, numberedFaults, results, commit, writesFiles, log }: MatrixRun, progress: Progress) {
  const total = cells.length + numberedFaults.length;
  let count = 0;
  return (result: CellResult): void => {
    count += 1;
    const seen = { ...result, commit, seenAt: new Date().toISOString() };
    results[result.id] = [...(results[result.id] ?? []), seen];
    if (writesFiles) saveProgress(progress);
    const verdict = result.problems.length === 0 ? 'good' : 'RED ';
    const seconds = (result.durationMs / 1000).toFixed(1).padStart(5);
    log(`${String(count).padStart(4)}/${total}  ${verdict}  ${seconds} s  ${result.id}`);
    for (const problem of result.problems) log(`              ${problem}`);
  };
}
