import type { FaultSystem } from '../fault-system.js';
import { armCell } from './arm-cell.js';
import type { CellResult } from './cell-result.js';
import type { Cell } from './cells.js';
import type { Scenario } from './scenario.js';

/** A cell whose scenario runs under its fault. */
export interface RunningCell {
  readonly cell: Cell;
  readonly scenario: Scenario;
  /** The fault that must be hit. */
  readonly faultId: string;
  /** The other faults of the cell. */
  readonly otherFaultIds: readonly string[];
  /** Resolves when every request has its final answer, or with the problem. */
  readonly finished: Promise<string | undefined>;
  readonly startedAt: number;
  faultEndedAt: number;
  action: string;
}

/** Arms the faults of a cell and starts its scenario. */
export function startCell(system: FaultSystem, cell: Cell, scenario: Scenario): RunningCell {
  const { faultId, otherFaultIds, action } = armCell(system, cell, scenario);
  const startedAt = performance.now();
  const finished = scenario.run().then(
    () => undefined,
    (error: Error) => `ANSWERED: ${error.message}`,
  );
  return { cell, scenario, faultId, otherFaultIds, finished, startedAt, faultEndedAt: startedAt, action };
}

/** Whether the fault of a cell was applied. */
export function wasHit(system: FaultSystem, { faultId }: RunningCell): boolean {
  return system.hitCount(faultId) > 0;
}

/** Disarms every fault of a cell. */
export function disarmCell(system: FaultSystem, { faultId, otherFaultIds }: RunningCell): void {
  system.disarm(faultId, ...otherFaultIds);
}

/** The result of a cell, with the time since its start. */
export function resultOf(running: RunningCell, observed: string, problems: readonly string[]): CellResult {
  const { cell, action, startedAt } = running;
  return { id: cell.id, action, observed, problems, durationMs: performance.now() - startedAt };
}
