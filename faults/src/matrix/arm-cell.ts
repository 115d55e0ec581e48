import type { ArmedFault } from '@comptoir/kit';
import type { FaultSystem } from '../fault-system.js';
import { killOf, WORKER_PAUSED, type Cell, type FaultName } from './cells.js';
import type { Scenario } from './scenario.js';

type StepFault = Omit<ArmedFault, 'id' | 'subject' | 'saga'>;

/** The faults to arm at the step of a cell, and a text that says what they do. */
interface FaultPlan {
  readonly action: string;
  /** The first one applies the fault: a cell is red if it was never hit. */
  readonly faults: readonly [StepFault, ...StepFault[]];
}

/** More attempts than any saga makes. */
const EVERY_ATTEMPT = 99;
const LATE_MS = 7_000;

const loseRequest: StepFault = { point: 'arrived', action: 'drop' };
const loseReply: StepFault = { point: 'replying', action: 'drop' };
const refuse: StepFault = { point: 'arrived', action: 'refuse' };
const refuseSecond: StepFault = { ...refuse, skip: 1 };

/** Changes nothing: its hits count the replies, which shows when a message was handled. */
function countReplies(times: number): StepFault {
  return { point: 'replying', action: 'delay', times };
}

const PLANS: Readonly<Partial<Record<FaultName, FaultPlan>>> = {
  refused: { action: 'the service answered a refusal', faults: [refuse] },
  'lost before effect': { action: 'the message was lost once', faults: [loseRequest] },
  'lost after effect': { action: 'the command took effect and its reply was lost once', faults: [loseReply] },
  'lost after effect, then refused': {
    action: 'the command took effect, its reply was lost, its retry was refused',
    faults: [loseReply, refuseSecond],
  },
  'mute until given up': {
    action: 'the message of every attempt was lost',
    faults: [{ ...loseRequest, times: EVERY_ATTEMPT }],
  },
  'effect but mute until given up': {
    action: 'the command took effect and the reply of every attempt was lost',
    faults: [{ ...loseReply, times: EVERY_ATTEMPT }],
  },
  'delivered twice': {
    action: 'the message was delivered twice at once',
    faults: [{ point: 'arrived', action: 'twice' }, countReplies(2)],
  },
  'delivered again later': {
    action: 'the message was delivered again 2 s later',
    faults: [{ point: 'arrived', action: 'twice', ms: 2_000 }, countReplies(2)],
  },
  'arrives after its undo': {
    action: 'the first attempt was 7 s late, the second was refused',
    faults: [{ point: 'arrived', action: 'delay', ms: LATE_MS }, countReplies(1), refuseSecond],
  },
  'cancelled there': {
    action: 'the saga was cancelled while the service held the message',
    faults: [{ point: 'arrived', action: 'hold', times: EVERY_ATTEMPT }],
  },
  'undo fails twice': {
    action: 'the undo failed twice',
    faults: [{ point: 'committing', action: 'throw', times: 2 }],
  },
  'service killed before commit': {
    action: 'the service was killed with -9 before its commit',
    faults: [{ point: 'committing', action: 'kill' }],
  },
  'service killed after commit': {
    action: 'the service was killed with -9 between commit and reply',
    faults: [{ point: 'committed', action: 'kill' }],
  },
};

function planOf(cell: Cell): FaultPlan {
  const kill = killOf(cell);
  // the step stands at its point until the process was killed; what was done is added to the text then
  if (kill) return { action: '', faults: [{ point: kill.point, action: 'hold' }] };
  if (cell.fault === WORKER_PAUSED) return { action: '', faults: [{ point: 'committing', action: 'hold' }] };
  const plan = PLANS[cell.fault];
  if (!plan) throw new Error(`no plan for the fault "${cell.fault}"`);
  return plan;
}

/** Arms the faults of a cell; returns their ids, and a text that says what they do. */
export function armCell(
  system: FaultSystem,
  cell: Cell,
  scenario: Scenario,
): { faultId: string; otherFaultIds: string[]; action: string } {
  const { step } = cell;
  const plan = planOf(cell);
  const saga = step.separateSaga ? scenario.cancellationSagaPrefix : scenario.commandPrefix;
  const [faultId, ...otherFaultIds] = plan.faults.map((fault) => system.arm({ ...fault, subject: step.subject, saga }));
  let action = plan.action;
  if (step.kind === 'undo' && step.triggeredBy) {
    const trigger = { ...refuse, subject: step.triggeredBy, saga, code: 'fault.undo-wanted', times: 9 };
    otherFaultIds.push(system.arm(trigger));
    action = `${step.triggeredBy} was refused to trigger the undo; ${action}`;
  }
  return { faultId: faultId as string, otherFaultIds, action };
}
