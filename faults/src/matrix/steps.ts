/** The scenarios of the matrix: what happens to an order or to its sale. Part of the ids of the cells. */
export type ScenarioKind =
  | 'checkout'
  | 'approved'
  | 'rejected'
  | 'cancelled while waiting'
  | 'cancellation'
  | 'return'
  | 'return elsewhere'
  | 'day close'
  | 'payment'
  | 'credit paid out'
  | 'payment reversed'
  | 'till close'
  | 'transfer shipped'
  | 'transfer sent'
  | 'transfer received'
  | 'transfer returned'
  | 'transfer rest lost'
  | 'transfer cancelled'
  | 'supplier bill'
  | 'supplier bill reversed'
  | 'supplier paid'
  | 'supplier payment reversed'
  | 'goods to supplier'
  | 'stock counted';

/**
 * The role of a step in its saga. beforePivot: before the pivot; may be refused, given up and undone. pivot: may be
 * refused, but is never given up. afterPivot: after the pivot; never refused. undo: undoes a step before the pivot. alone: a
 * command that the gateway sends without a saga; whoever asked for it asks again until it is answered.
 */
export type StepKind = 'beforePivot' | 'pivot' | 'afterPivot' | 'undo' | 'alone';

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

const CORRECTIONS: readonly ScenarioKind[] = ['cancellation', 'return', 'return elsewhere'];

function checkoutUndos(scenario: ScenarioKind, triggeredBy?: string): Step[] {
  return [
    { scenario, subject: 'sales.stopCheckout', kind: 'undo', triggeredBy },
    { scenario, subject: 'inventory.releaseHold', kind: 'undo', triggeredBy },
    { scenario, subject: 'sales.returnToDraft', kind: 'undo', triggeredBy },
  ];
}

/** Whether a scenario corrects a sale: cancels it, or takes back a part of it in its own store or in another one. */
export function isCorrection(scenario: ScenarioKind): boolean {
  return CORRECTIONS.includes(scenario);
}

function correctionSteps(scenario: ScenarioKind): Step[] {
  const pivot = 'sales.postReversal';
  return [
    { scenario, subject: 'sales.beginCorrection', kind: 'beforePivot', undoneBy: 'sales.abandonCorrection' },
    { scenario, subject: 'warranty.voidGuarantees', kind: 'beforePivot', undoneBy: 'warranty.reinstateGuarantees' },
    { scenario, subject: pivot, kind: 'pivot' },
    { scenario, subject: 'inventory.returnStock', kind: 'afterPivot' },
    { scenario, subject: 'invoicing.issueCreditNote', kind: 'afterPivot' },
    { scenario, subject: 'sales.finalizeCorrection', kind: 'afterPivot' },
    { scenario, subject: 'warranty.reinstateGuarantees', kind: 'undo', triggeredBy: pivot },
    { scenario, subject: 'sales.abandonCorrection', kind: 'undo', triggeredBy: pivot },
  ];
}

/** Every step of every saga, in the order in which the saga runs them. */
export const STEPS: readonly Step[] = [
  { scenario: 'checkout', subject: 'sales.beginCheckout', kind: 'beforePivot', undoneBy: 'sales.returnToDraft' },
  { scenario: 'checkout', subject: 'inventory.holdStock', kind: 'beforePivot', undoneBy: 'inventory.releaseHold' },
  { scenario: 'checkout', subject: 'sales.postSale', kind: 'pivot' },
  { scenario: 'checkout', subject: 'inventory.settleHold', kind: 'afterPivot' },
  { scenario: 'checkout', subject: 'invoicing.issueInvoice', kind: 'afterPivot' },
  { scenario: 'checkout', subject: 'warranty.issueGuarantee', kind: 'afterPivot' },
  { scenario: 'checkout', subject: 'sales.finalizeSale', kind: 'afterPivot' },
  ...checkoutUndos('checkout', 'sales.postSale'),
  { scenario: 'approved', subject: 'sales.requestApproval', kind: 'beforePivot', undoneBy: 'sales.returnToDraft' },
  { scenario: 'approved', subject: 'sales.postSale', kind: 'pivot' },
  ...checkoutUndos('rejected'),
  ...checkoutUndos('cancelled while waiting'),
  { scenario: 'cancelled while waiting', subject: 'sales.cancelOrder', kind: 'pivot', separateSaga: true },
  ...correctionSteps('cancellation'),
  ...correctionSteps('return'),
  ...correctionSteps('return elsewhere'),
  // warranty.countClaims comes before it: a query, which commits nothing (workflows/test/close-day.test.ts)
  { scenario: 'day close', subject: 'sales.closeDay', kind: 'pivot' },
  { scenario: 'payment', subject: 'sales.takePayment', kind: 'alone' },
  { scenario: 'credit paid out', subject: 'sales.payOutCredit', kind: 'alone' },
  { scenario: 'payment reversed', subject: 'sales.reversePayment', kind: 'alone' },
  { scenario: 'till close', subject: 'sales.closeTillSession', kind: 'alone' },
  { scenario: 'transfer shipped', subject: 'inventory.shipTransfer', kind: 'alone' },
  { scenario: 'transfer sent', subject: 'inventory.sendTransfer', kind: 'alone' },
  { scenario: 'transfer received', subject: 'inventory.receiveTransfer', kind: 'alone' },
  { scenario: 'transfer returned', subject: 'inventory.returnTransfer', kind: 'alone' },
  { scenario: 'transfer rest lost', subject: 'inventory.loseTransferRest', kind: 'alone' },
  { scenario: 'transfer cancelled', subject: 'inventory.cancelTransfer', kind: 'alone' },
  { scenario: 'supplier bill', subject: 'inventory.recordSupplierBill', kind: 'alone' },
  { scenario: 'supplier bill reversed', subject: 'inventory.reverseSupplierBill', kind: 'alone' },
  { scenario: 'supplier paid', subject: 'sales.paySupplier', kind: 'alone' },
  { scenario: 'supplier payment reversed', subject: 'sales.reverseSupplierPayment', kind: 'alone' },
  { scenario: 'goods to supplier', subject: 'inventory.returnToSupplier', kind: 'alone' },
  { scenario: 'stock counted', subject: 'inventory.postCount', kind: 'alone' },
];
