import { checkAudit, checkQuiet } from '../checks.js';
import type { FaultSystem } from '../fault-system.js';
import type { CellResult } from './cell-result.js';
import type { Cell } from './cells.js';
import { runCells } from './run-cells.js';

/** Runs a batch of cells, then QUIET and AUDIT for the whole system; what these find is a problem of every cell of the batch. */
export async function runBatch(system: FaultSystem, cells: readonly Cell[]): Promise<CellResult[]> {
  const results = await runCells(system, cells);
  const common = [...(await checkQuiet(system)), ...(await checkAudit(system))];
  if (common.length === 0) return results;
  const suffix = cells.length > 1 ? ` (found after ${cells.length} cells run concurrently)` : '';
  const problems = common.map((problem) => `${problem}${suffix}`);
  return results.map((result) => ({ ...result, problems: [...result.problems, ...problems] }));
}
