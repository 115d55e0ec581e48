import type { Outcome } from './expected-records.js';
import { isCorrection, STEPS, type ScenarioKind, type Step } from './steps.js';

/** The processes that are killed from outside while a step is in progress. */
export const KILL_TARGETS = ['worker', 'gateway', 'nats', 'temporal', 'mongo'] as const;
export type KillTarget = (typeof KILL_TARGETS)[number];

/** Two runs of one workflow task: the worker stood still while Temporal gave its task out again. */
export const WORKER_PAUSED = 'worker paused for over 10 s';

/** The faults of the matrix, its columns. Part of the ids of the cells. */
export const FAULTS = [
  'refused',
  'lost before effect',
  'lost after effect',
  'lost after effect, then refused',
  'mute until given up',
  'effect but mute until given up',
  'delivered twice',
  'delivered again later',
  'arrives after its undo',
  'cancelled there',
  'undo fails twice',
  WORKER_PAUSED,
  'service killed before commit',
  'service killed after commit',
  ...KILL_TARGETS.flatMap((target) => [`${target} killed before commit`, `${target} killed after commit`] as const),
] as const;
export type FaultName = (typeof FAULTS)[number];

/** A cell of the matrix: a step under a fault, and the outcome that its scenario must have. */
export interface Cell {
  readonly id: string;
  readonly step: Step;
  readonly fault: FaultName;
  readonly outcome: Outcome;
}

/** A combination of step and fault that is not run, and why. */
export interface ExcludedCell {
  readonly step: Step;
  readonly fault: FaultName;
  readonly reason: string;
}

const REFUSED_RETRY_OF_PIVOT =
  'a pivot that took effect answers its stored reply; a refusal of the retry would be a bug of the service';
const NO_SAGA = 'no saga sends it: a refusal is the whole answer, and nothing is given up, undone or cancelled';
const NOTHING_UNDOES_IT = 'nothing undoes it: no late arrival can follow its undo';
const NEVER_GIVEN_UP =
  'is never given up: it is retried until it succeeds, which "lost before effect" and "undo fails twice" show';

/** The outcomes of the commands without a saga. */
const OUTCOMES_ALONE: Readonly<Partial<Record<ScenarioKind, Outcome>>> = {
  payment: 'paid later',
  'credit paid out': 'credit paid out',
  'payment reversed': 'payment reversed',
  'till close': 'till closed',
  'transfer shipped': 'goods on the road',
  'transfer sent': 'goods on the road',
  'transfer received': 'goods received, one lost',
  'transfer returned': 'goods back from the road',
  'transfer rest lost': 'goods received, the rest lost',
  'transfer cancelled': 'nothing sent',
  'supplier bill': 'billed',
  'supplier bill reversed': 'bill taken back',
  'supplier paid': 'billed and paid',
  'supplier payment reversed': 'billed, the payment taken back',
  'goods to supplier': 'one back at its supplier',
  'stock counted': 'one found missing',
};
/** Faults that only a saga answers to. */
const OF_SAGAS: ReadonlySet<FaultName> = new Set([
  'refused',
  'lost after effect, then refused',
  'mute until given up',
  'effect but mute until given up',
  'arrives after its undo',
  'cancelled there',
  'undo fails twice',
  WORKER_PAUSED,
]);

function correctedOutcome(scenario: ScenarioKind): Outcome {
  if (scenario === 'cancellation') return 'sale cancelled';
  return scenario === 'return' ? 'part returned' : 'part returned elsewhere';
}

/** The outcome where the fault must not change it. */
function unchangedOutcome({ scenario, kind }: Step): Outcome {
  const alone = OUTCOMES_ALONE[scenario];
  if (alone) return alone;
  if (scenario === 'rejected') return 'nothing, order refused';
  if (scenario === 'cancelled while waiting') return 'nothing, order cancelled';
  if (scenario === 'day close') return 'day closed';
  if (isCorrection(scenario)) return kind === 'undo' ? 'correction given up' : correctedOutcome(scenario);
  return kind === 'undo' ? 'nothing' : 'sold';
}

/** The outcome where the fault makes the saga undo its steps. */
function undoneOutcome({ scenario }: Step): Outcome {
  if (scenario === 'day close') return 'day still open';
  return isCorrection(scenario) ? 'correction given up' : 'nothing';
}

/** The outcome of a cancellation at this step: before the pivot nothing remains, after it the sale stays or is cancelled. */
function cancelledOutcome(step: Step): Outcome {
  const beforePivot = step.kind === 'beforePivot' || step.kind === 'undo';
  if (isCorrection(step.scenario)) return beforePivot ? 'correction given up' : unchangedOutcome(step);
  return beforePivot ? 'nothing, order cancelled' : 'sale cancelled';
}

/** The outcome of a step under a fault, or the reason why the combination is excluded. */
function outcomeOf(step: Step, fault: FaultName): Outcome | { reason: string } {
  const { kind, scenario } = step;
  if (kind === 'alone') return OF_SAGAS.has(fault) ? { reason: NO_SAGA } : unchangedOutcome(step);
  switch (fault) {
    case 'refused':
    case 'lost after effect, then refused':
      if (kind === 'afterPivot' || kind === 'undo') return unchangedOutcome(step); // it is tried again
      if (kind === 'pivot' && fault !== 'refused') return { reason: REFUSED_RETRY_OF_PIVOT };
      return undoneOutcome(step);
    case 'mute until given up':
    case 'effect but mute until given up':
      return kind === 'beforePivot' ? undoneOutcome(step) : { reason: NEVER_GIVEN_UP };
    case 'arrives after its undo':
      if (kind === 'undo') return { reason: 'it is itself the undo' };
      if (scenario === 'day close') return { reason: NOTHING_UNDOES_IT };
      if (step.undoneBy || (kind === 'pivot' && !step.separateSaga)) return undoneOutcome(step);
      return { reason: NOTHING_UNDOES_IT };
    case 'undo fails twice':
      return kind === 'undo' ? unchangedOutcome(step) : { reason: 'it is no undo' };
    case 'cancelled there':
      if (scenario === 'day close') return { reason: 'nobody cancels the close of a day' };
      if (scenario === 'rejected' || scenario === 'cancelled while waiting')
        return {
          reason: `the order is ${scenario === 'rejected' ? 'rejected' : 'being cancelled'} already; a second cancellation is tested by f28 and by the cells of checkout`,
        };
      return cancelledOutcome(step);
    default:
      return unchangedOutcome(step);
  }
}

/** The id of a cell: a key of progress.json and of docs/fault-matrix.md, so it must stay as it is. */
function idOf({ scenario, kind, subject }: Step, fault: FaultName): string {
  return `${scenario}${kind === 'undo' ? ' undone' : ''} / ${subject} / ${fault}`;
}

const combinations = STEPS.flatMap((step) => FAULTS.map((fault) => ({ step, fault, outcome: outcomeOf(step, fault) })));

/** Every cell that is run. */
export const CELLS: readonly Cell[] = combinations.flatMap(({ step, fault, outcome }) =>
  typeof outcome === 'string' ? [{ id: idOf(step, fault), step, fault, outcome }] : [],
);

/** Every combination that is not run, with the reason. */
export const EXCLUDED_CELLS: readonly ExcludedCell[] = combinations.flatMap(({ step, fault, outcome }) =>
  typeof outcome === 'string' ? [] : [{ step, fault, reason: outcome.reason }],
);

/** The process that a cell kills from outside, and the point at which its step then stands; undefined for other faults. */
export function killOf({ fault }: Cell): { target: KillTarget; point: 'committing' | 'committed' } | undefined {
  const target = KILL_TARGETS.find((one) => fault.startsWith(`${one} killed`));
  return target && { target, point: fault.endsWith('before commit') ? 'committing' : 'committed' };
}
