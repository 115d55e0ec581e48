import type { Patch } from './copy-build.js';

/** A deliberate bug (mutation) in a copy of the built system, and what must detect it. */
export interface Mutation {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Ids of cells, or the race for the last units. */
  readonly detectedBy: readonly string[] | 'race';
  /** A problem that must be found; any problem if it is not given. */
  readonly expectedProblem?: RegExp;
  /** Only of a control: a problem that must not be found. */
  readonly forbiddenProblem?: RegExp;
}

// The texts that the patches replace are those of the built code: they must follow each change of it.
const workflow = 'workflows/dist/src/checkout.workflow.js';
const transactions = 'services/shared/kit/dist/src/transaction.js';
const inventoryStore = 'services/inventory/dist/src/store/inventory-store.js';
const holdStep = "const held = await progress.step('hold', () => steps.bounded.holdStock(input, begun.lines));";
const undoOfHold = "undo.push('releaseHold', () => steps.untilDone.releaseHold(input));";
const insertCommandRecord = 'writes.push(insert(this.models.commands, row));';
const committedPoint = "await faultPoint('committed', command);";
const guardedFilter = '{ _id: batchId, remainingQty: { $gte: quantity } }';

/**
 * Removes what protects a batch besides its $gte guard: the queue of its level within a process, the version of the
 * level, and the snapshot in which both are read. Each of them alone keeps two buyers from one unit.
 */
const WITHOUT_OTHER_PROTECTION: readonly Patch[] = [
  {
    file: 'services/inventory/dist/src/commands/hold-stock.js',
    find: 'keys: (input) => [input.holdId, ...input.lines.map((line) => levelKeyOf(input.storeId, line.productId))],',
    replacement: 'keys: (input) => [input.holdId],',
  },
  {
    file: inventoryStore,
    find: '{ _id: after._id, version: before.version }',
    replacement: '{ _id: after._id }',
  },
  {
    file: transactions,
    find: 'const store = this.storeOf(session);',
    replacement: 'const store = this.storeOf(null);',
  },
];

/** More units were sold than there were, or the quantity of a batch is negative. */
export const OVERSOLD = /\d+ sold and -?\d+ left of|is not negative/;

/** Every mutation. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'the undo is pushed after its step',
    detectedBy: ['checkout / inventory.holdStock / lost after effect, then refused'],
    patches: [
      { file: workflow, find: undoOfHold, replacement: '' },
      { file: workflow, find: holdStep, replacement: `${holdStep} ${undoOfHold}` },
    ],
  },
  {
    name: 'the command record (inbox and outbox) is written outside the transaction',
    detectedBy: [
      'checkout / sales.postSale / service killed after commit',
      'checkout / inventory.holdStock / service killed after commit',
    ],
    patches: [
      { file: transactions, find: insertCommandRecord, replacement: '' },
      {
        file: transactions,
        find: committedPoint,
        replacement: `{ ${committedPoint} } for (const row of rows) await this.models.commands.create(row);`,
      },
    ],
  },
  {
    name: 'an undo leaves no tombstone',
    detectedBy: ['checkout / inventory.holdStock / arrives after its undo'],
    patches: [
      {
        file: 'services/inventory/dist/src/domain/release-hold.js',
        find: "kind: 'tombstone',",
        replacement: "kind: 'nothing',",
      },
    ],
  },
  {
    name: 'the $gte guard and the other protection of a batch are removed',
    detectedBy: 'race',
    expectedProblem: OVERSOLD,
    patches: [
      ...WITHOUT_OTHER_PROTECTION,
      { file: inventoryStore, find: guardedFilter, replacement: '{ _id: batchId }' },
    ],
  },
  {
    name: 'control: only the other protection of a batch is removed, the $gte guard stays',
    detectedBy: 'race',
    forbiddenProblem: OVERSOLD,
    patches: WITHOUT_OTHER_PROTECTION,
  },
];
