import type { Outcome, Way } from './scenario.js';

/** What a step is to its saga. tried: may be refused, given up and undone. pivot: may be refused, else is never given up. certain: after the pivot, never refused. undo: of a step before the pivot. */
export type StepKind = 'tried' | 'pivot' | 'certain' | 'undo';

/** A step of a saga: the command, and what it is there. */
export interface Step {
  readonly way: Way;
  readonly subject: string;
  readonly kind: StepKind;
  /** For an undo: the command whose refusal brings it about. For a step: the command that undoes it. */
  readonly because?: string;
  readonly undo?: string;
  /** Its command id does not start with the saga's (a saga beside the first sends it). */
  readonly beside?: boolean;
}

const checkoutUndos = (way: Way, because?: string): Step[] => [
  { way, subject: 'inventory.releaseHold', kind: 'undo', because },
  { way, subject: 'sales.returnToDraft', kind: 'undo', because },
];

function correctionSteps(way: Way): Step[] {
  const because = 'sales.postReversal';
  return [
    { way, subject: 'sales.beginCorrection', kind: 'tried', undo: 'sales.abandonCorrection' },
    { way, subject: 'warranty.voidGuarantees', kind: 'tried', undo: 'warranty.reinstateGuarantees' },
    { way, subject: because, kind: 'pivot' },
    { way, subject: 'inventory.returnStock', kind: 'certain' },
    { way, subject: 'invoicing.issueCreditNote', kind: 'certain' },
    { way, subject: 'sales.finalizeCorrection', kind: 'certain' },
    { way, subject: 'warranty.reinstateGuarantees', kind: 'undo', because },
    { way, subject: 'sales.abandonCorrection', kind: 'undo', because },
  ];
}

/** Every step of every saga, in the order in which they are done. */
export const STEPS: readonly Step[] = [
  { way: 'checkout', subject: 'sales.beginCheckout', kind: 'tried', undo: 'sales.returnToDraft' },
  { way: 'checkout', subject: 'inventory.holdStock', kind: 'tried', undo: 'inventory.releaseHold' },
  { way: 'checkout', subject: 'sales.postSale', kind: 'pivot' },
  { way: 'checkout', subject: 'inventory.settleHold', kind: 'certain' },
  { way: 'checkout', subject: 'invoicing.issueInvoice', kind: 'certain' },
  { way: 'checkout', subject: 'warranty.issueGuarantee', kind: 'certain' },
  { way: 'checkout', subject: 'sales.finalizeSale', kind: 'certain' },
  ...checkoutUndos('checkout', 'sales.postSale'),
  { way: 'approved', subject: 'sales.requestApproval', kind: 'tried', undo: 'sales.returnToDraft' },
  { way: 'approved', subject: 'sales.postSale', kind: 'pivot' },
  ...checkoutUndos('rejected'),
  ...checkoutUndos('cancelled while waiting'),
  { way: 'cancelled while waiting', subject: 'sales.cancelOrder', kind: 'certain', beside: true },
  ...correctionSteps('cancellation'),
  ...correctionSteps('return'),
];

/** What dies from outside while a step is in flight. */
export const VICTIMS = ['worker', 'gateway', 'nats', 'temporal', 'mongo'] as const;
export type Victim = (typeof VICTIMS)[number];

/** The faults of the matrix. */
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
  'service killed before commit',
  'service killed after commit',
  ...VICTIMS.flatMap((one) => [`${one} killed before commit`, `${one} killed after commit`] as const),
] as const;
export type Fault = (typeof FAULTS)[number];

/** One cell: a step under a fault, and how the act must end. */
export interface Cell {
  readonly id: string;
  readonly step: Step;
  readonly fault: Fault;
  readonly outcome: Outcome;
}

/** A cell that makes no sense, and why. */
export interface NoCell {
  readonly step: Step;
  readonly fault: Fault;
  readonly why: string;
}

/** How an act ends when nothing but the fault's own effect stands against it. */
function outcomeWithoutFault({ way, kind }: Step): Outcome {
  if (way === 'rejected') return 'nothing';
  if (way === 'cancelled while waiting') return 'nothing, order cancelled';
  if (way === 'cancellation') return kind === 'undo' ? 'correction given up' : 'sale cancelled';
  if (way === 'return') return kind === 'undo' ? 'correction given up' : 'part returned';
  return kind === 'undo' ? 'nothing' : 'sold';
}

function outcomeOfUndo({ way }: Step): Outcome {
  return way === 'cancellation' || way === 'return' ? 'correction given up' : 'nothing';
}

/** Where the saga stands when it is cancelled at this step decides what a cancellation comes to. */
function outcomeOfCancellation(step: Step): Outcome {
  if (step.way === 'cancellation' || step.way === 'return')
    return step.kind === 'tried' || step.kind === 'undo' ? 'correction given up' : outcomeWithoutFault(step);
  return step.kind === 'tried' || step.kind === 'undo' ? 'nothing, order cancelled' : 'sale cancelled';
}

const AFTER_PIVOT =
  'after the pivot nothing may be refused: whatever could be is checked before it, and a refusal there would be a fault of the room';
const UNDO_REFUSED =
  'an undo says "if present": a room that refuses one has a fault, and the workflow ends as undo.failed for people to see';
const NEVER_GIVEN_UP =
  'is never given up: it is tried until it succeeds, which "lost before effect" and "undo fails twice" show';
const NO_UNDO = 'nothing undoes it: no late arrival can follow its undo';
const NOT_UNDO = 'it is no undo';

/** How the act ends under a fault, or why the cell makes no sense. */
function outcomeOf(step: Step, fault: Fault): Outcome | { why: string } {
  const { kind, way } = step;
  const gives = kind === 'tried';
  switch (fault) {
    case 'refused':
    case 'lost after effect, then refused':
      if (kind === 'certain') return { why: AFTER_PIVOT };
      if (kind === 'undo') return { why: UNDO_REFUSED };
      if (kind === 'pivot' && fault !== 'refused')
        return {
          why: 'a pivot that took effect answers its stored reply; a refusal of the retry would be a lie of the room',
        };
      return outcomeOfUndo(step);
    case 'mute until given up':
    case 'effect but mute until given up':
      return gives ? outcomeOfUndo(step) : { why: NEVER_GIVEN_UP };
    case 'arrives after its undo':
      if (kind === 'undo') return { why: NOT_UNDO.replace('no undo', 'itself the undo') };
      return step.undo || kind === 'pivot' ? outcomeOfUndo(step) : { why: NO_UNDO };
    case 'undo fails twice':
      return kind === 'undo' ? outcomeWithoutFault(step) : { why: NOT_UNDO };
    case 'cancelled there':
      if (way === 'cancelled while waiting' || way === 'rejected')
        return {
          why: `the order is ${way === 'rejected' ? 'rejected' : 'being cancelled'} already; a second cancellation there is case f28 and the cells of checkout`,
        };
      return outcomeOfCancellation(step);
    default:
      return outcomeWithoutFault(step);
  }
}

function nameOf(step: Step, fault: Fault): string {
  return `${step.way}${step.kind === 'undo' ? ' undone' : ''} / ${step.subject} / ${fault}`;
}

const all = STEPS.flatMap((step) => FAULTS.map((fault) => ({ step, fault, outcome: outcomeOf(step, fault) })));

/** Every cell that makes sense. */
export const CELLS: readonly Cell[] = all.flatMap(({ step, fault, outcome }) =>
  typeof outcome === 'string' ? [{ id: nameOf(step, fault), step, fault, outcome }] : [],
);

/** Those that do not, with the reason. */
export const NO_CELLS: readonly NoCell[] = all.flatMap(({ step, fault, outcome }) =>
  typeof outcome === 'string' ? [] : [{ step, fault, why: outcome.why }],
);

/** The process a cell kills from outside, and when. */
export function victimOf({ fault }: Cell): { victim: Victim; point: 'committing' | 'committed' } | undefined {
  const victim = VICTIMS.find((one) => fault.startsWith(`${one} killed`));
  return victim ? { victim, point: fault.endsWith('before commit') ? 'committing' : 'committed' } : undefined;
}
