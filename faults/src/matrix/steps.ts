/** The scenarios of the matrix: what happens to an order or to its sale. Part of the ids of the cells. */
export type ScenarioKind = 'checkout' | 'approved' | 'rejected' | 'cancelled while waiting' | 'cancellation' | 'return';

/**
 * The role of a step in its saga. retryBounded: before the pivot; may be refused, given up and undone. pivot: may be
 * refused, but is never given up. retryForever: after the pivot; never refused. undo: undoes a step before the pivot.
 */
export type StepKind = 'retryBounded' | 'pivot' | 'retryForever' | 'undo';

/** A step of a saga: a command to a service. */
export interface Step {
  readonly scenario: ScenarioKind;
  readonly subject: string;
  readonly kind: StepKind;
  /** Only of an undo: the command whose refusal makes the saga undo. */
  readonly triggeredBy?: string;
  /** The command that undoes this step. */
  readonly undoneBy?: string;
  /** The command comes from a saga of its own (orderCancellation) that runs concurrently with the checkout. */
  readonly separateSaga?: boolean;
}

function checkoutUndos(scenario: ScenarioKind, triggeredBy?: string): Step[] {
  return [
    { scenario, subject: 'inventory.releaseHold', kind: 'undo', triggeredBy },
    { scenario, subject: 'sales.returnToDraft', kind: 'undo', triggeredBy },
  ];
}

function correctionSteps(scenario: ScenarioKind): Step[] {
  const pivot = 'sales.postReversal';
  return [
    { scenario, subject: 'sales.beginCorrection', kind: 'retryBounded', undoneBy: 'sales.abandonCorrection' },
    { scenario, subject: 'warranty.voidGuarantees', kind: 'retryBounded', undoneBy: 'warranty.reinstateGuarantees' },
    { scenario, subject: pivot, kind: 'pivot' },
    { scenario, subject: 'inventory.returnStock', kind: 'retryForever' },
    { scenario, subject: 'invoicing.issueCreditNote', kind: 'retryForever' },
    { scenario, subject: 'sales.finalizeCorrection', kind: 'retryForever' },
    { scenario, subject: 'warranty.reinstateGuarantees', kind: 'undo', triggeredBy: pivot },
    { scenario, subject: 'sales.abandonCorrection', kind: 'undo', triggeredBy: pivot },
  ];
}

/** Every step of every saga, in the order in which the saga runs them. */
export const STEPS: readonly Step[] = [
  { scenario: 'checkout', subject: 'sales.beginCheckout', kind: 'retryBounded', undoneBy: 'sales.returnToDraft' },
  { scenario: 'checkout', subject: 'inventory.holdStock', kind: 'retryBounded', undoneBy: 'inventory.releaseHold' },
  { scenario: 'checkout', subject: 'sales.postSale', kind: 'pivot' },
  { scenario: 'checkout', subject: 'inventory.settleHold', kind: 'retryForever' },
  { scenario: 'checkout', subject: 'invoicing.issueInvoice', kind: 'retryForever' },
  { scenario: 'checkout', subject: 'warranty.issueGuarantee', kind: 'retryForever' },
  { scenario: 'checkout', subject: 'sales.finalizeSale', kind: 'retryForever' },
  ...checkoutUndos('checkout', 'sales.postSale'),
  { scenario: 'approved', subject: 'sales.requestApproval', kind: 'retryBounded', undoneBy: 'sales.returnToDraft' },
  { scenario: 'approved', subject: 'sales.postSale', kind: 'pivot' },
  ...checkoutUndos('rejected'),
  ...checkoutUndos('cancelled while waiting'),
  { scenario: 'cancelled while waiting', subject: 'sales.cancelOrder', kind: 'retryForever', separateSaga: true },
  ...correctionSteps('cancellation'),
  ...correctionSteps('return'),
];
