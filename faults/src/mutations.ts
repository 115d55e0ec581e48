import { CELLS } from './cells.js';
import { audited } from './checks.js';
import { copyOfTheBuild, type Patch } from './patched-copy.js';
import { FaultSystem } from './fault-system.js';
import { runWave } from './matrix.js';
import { lastUnits } from './contention-scenarios.js';

/** A deliberate mistake: where it is made in a copy of the built house, and what must see it. */
export interface Mistake {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Cells of the matrix, or the race for the last units. */
  readonly seenBy: readonly string[] | 'race';
  /** What must be among the problems; without it any will do. */
  readonly seenAs?: RegExp;
  /** The counter-proof: this must not be among the problems. */
  readonly never?: RegExp;
}

const workflow = 'workflows/dist/src/checkout.workflow.js';
const kit = 'services/shared/kit/dist/src/transaction.js';
const stock = 'services/inventory/dist/src/store/inventory-store.js';
const lateHold = "const held = await progress.step('hold', () => retryBounded.holdStock(input, begun.lines));";
const undoOfHold = "undo.push('releaseHold', () => retryForever.releaseHold(input));";
const commandRecordWrite = 'writes.push(insert(this.models.commands, row));';
const reached = "await faultPoint('committed', command);";
const ASKED = '{ _id: batchId, remainingQty: { $gte: quantity } }';

/**
 * What stands before the guard of a batch: the queue of its level within a process, the level's version, and the
 * snapshot in which both were read. Each of them alone keeps two buyers from one unit, so all must be away for the guard
 * to be the last one standing.
 */
const BARE: readonly Patch[] = [
  {
    file: 'services/inventory/dist/src/commands/hold-stock.js',
    find: 'keys: (input) => [input.holdId, ...input.lines.map((line) => levelKeyOf(input.storeId, line.productId))],',
    put: 'keys: (input) => [input.holdId],',
  },
  { file: stock, find: '{ _id: after._id, version: before.version }', put: '{ _id: after._id }' },
  { file: kit, find: 'const store = this.storeOf(session);', put: 'const store = this.storeOf(null);' },
];

/** More was sold than there was, or less than nothing is left in a batch. */
const OVERSOLD = /\d+ sold and -?\d+ left of|is not negative/;

/** The deliberate mistakes. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: 'the undo is pushed after its step',
    seenBy: ['checkout / inventory.holdStock / lost after effect, then refused'],
    patches: [
      { file: workflow, find: undoOfHold, put: '' },
      { file: workflow, find: lateHold, put: `${lateHold} ${undoOfHold}` },
    ],
  },
  {
    name: 'the command record (inbox and outbox) is left out of the transaction',
    seenBy: [
      'checkout / sales.postSale / service killed after commit',
      'checkout / inventory.holdStock / service killed after commit',
    ],
    patches: [
      { file: kit, find: commandRecordWrite, put: '' },
      {
        file: kit,
        find: reached,
        put: `{ ${reached} } for (const row of rows) await this.models.commands.create(row);`,
      },
    ],
  },
  {
    name: 'the tombstone is left out',
    seenBy: ['checkout / inventory.holdStock / arrives after its undo'],
    patches: [
      { file: 'services/inventory/dist/src/domain/end-hold.js', find: "kind: 'tombstone',", put: "kind: 'nothing'," },
    ],
  },
  {
    name: 'the $gte guard is left out, and what stands before it',
    seenBy: 'race',
    seenAs: OVERSOLD,
    patches: [...BARE, { file: stock, find: ASKED, put: '{ _id: batchId }' }],
  },
  {
    name: 'what stands before the $gte guard is left out, and the guard is there',
    seenBy: 'race',
    never: OVERSOLD,
    patches: BARE,
  },
];

/** Runs what must see a mistake, in a house made from a copy that has it; answers what was seen. */
export async function problemsWith(mistake: Mistake): Promise<string[]> {
  const copy = copyOfTheBuild(mistake.patches);
  try {
    const shop = await FaultSystem.open(copy.folder, 12_000);
    try {
      return await look(shop, mistake);
    } finally {
      await shop.close();
    }
  } finally {
    copy.remove();
  }
}

async function look(shop: FaultSystem, { seenBy }: Mistake): Promise<string[]> {
  if (seenBy === 'race') {
    const problems: string[] = [];
    for (let round = 0; round < 4 && !problems.some((one) => OVERSOLD.test(one)); round += 1) {
      const races = await Promise.all(Array.from({ length: 4 }, () => lastUnits({ shop, long: false }, [10, 1, 1])));
      problems.push(...races.flatMap((race) => race.problems ?? []), ...(await audited(shop)));
    }
    return problems;
  }
  const cells = CELLS.filter((cell) => seenBy.includes(cell.id));
  if (cells.length !== seenBy.length) throw new Error(`a cell of ${seenBy.join(', ')} is not in the matrix`);
  const problems: string[] = [];
  for (const cell of cells) problems.push(...(await runWave(shop, [cell])).flatMap((one) => one.problems));
  return problems;
}

/** Whether a mistake was seen as it must be, or, for a counter-proof, was not. */
export function isAsItMust({ seenAs, never }: Mistake, problems: readonly string[]): boolean {
  if (never) return !problems.some((one) => never.test(one));
  return problems.some((one) => (seenAs ?? /./).test(one));
}

/** `npm run faults -- --mutations`: each mistake must be seen. */
export async function mutationRuns(log: (line: string) => void, only: readonly string[] = ['']): Promise<number> {
  let wrong = 0;
  for (const mistake of MISTAKES.filter((one) => only.some((text) => one.name.includes(text)))) {
    const begun = performance.now();
    const problems = await problemsWith(mistake);
    const right = isAsItMust(mistake, problems);
    if (!right) wrong += 1;
    const verdict =
      problems.length > 0
        ? `red: ${problems
            .toSorted((a, b) => Number(mistake.seenAs?.test(b) ?? 0) - Number(mistake.seenAs?.test(a) ?? 0))
            .slice(0, 2)
            .join('; ')
            .slice(0, 300)}`
        : 'green';
    log(
      `${right ? 'as it must be' : 'WRONG       '}  ${((performance.now() - begun) / 1000).toFixed(0).padStart(3)} s  ${mistake.name}: ${verdict}`,
    );
  }
  return wrong === 0 ? 0 : 1;
}
