import { SERVICES } from '@comptoir/contracts';
import { CELLS } from '../matrix/cells.js';
import { runCells } from '../matrix/run-cells.js';
import { decideTwice, editDuringCheckout } from './approval-contention.js';
import { cancelTwice, returnTwice } from './correction-contention.js';
import { deliverEverythingTwice, poisonEvents, replayEvents, slowConsumer } from './event-faults.js';
import type { FaultContext, FaultReport } from './fault-context.js';
import { disconnectService, failTransactions, failUndo } from './message-faults.js';
import { killProcesses, killServices, pauseProcess, terminateEach } from './process-faults.js';
import { doubleClick, sameKey } from './request-contention.js';
import { deleteNatsStore, keepServerDown, pauseDatabase } from './server-faults.js';
import { deliverSellReturn, lastUnits } from './stock-contention.js';

/** A fault, or a contention scenario, that runs under load. */
export interface NumberedFault {
  /** Its number and what it is: a key of progress.json and of docs/fault-matrix.md, so it must stay as it is. */
  readonly id: string;
  readonly apply: (context: FaultContext) => Promise<FaultReport>;
  /** Why chaos does not combine it with other faults. */
  readonly excludedFromChaos?: string;
}

/** Runs cells of the matrix under load. */
function matrixCells(isWanted: (id: string) => boolean): NumberedFault['apply'] {
  return async ({ system }) => {
    const cells = CELLS.filter((cell) => isWanted(cell.id));
    const results = await runCells(system, cells);
    const good = results.filter((result) => result.problems.length === 0).length;
    return {
      action: `cells of the matrix under load: ${cells.map((cell) => cell.id).join('; ')}`,
      observed: `${good} of ${results.length} good`,
      problems: results.flatMap((result) => result.problems.map((problem) => `${result.id}: ${problem}`)),
    };
  };
}

const EXPECTS_OWN_FAULTS = 'its cells arm faults at their own steps and expect the outcome of these faults only';

/** The numbered faults whose subject exists. */
export const NUMBERED_FAULTS: readonly NumberedFault[] = [
  { id: 'f1 rooms killed before a commit', apply: (context) => killServices(context, 'committing') },
  { id: 'f2 rooms killed between commit and reply', apply: (context) => killServices(context, 'committed') },
  { id: 'f3 gateway killed', apply: (context) => killProcesses(context, ['gateway']) },
  { id: 'f4 worker killed', apply: (context) => killProcesses(context, ['worker']) },
  {
    id: 'f5 all rooms killed at once',
    apply: (context) => killProcesses(context, context.random.sample(SERVICES, SERVICES.length)),
  },
  { id: 'f6 NATS down', apply: (context) => keepServerDown(context, 'nats', context.long ? 30_000 : 8_000) },
  { id: 'f7 NATS paused', apply: (context) => pauseProcess(context, 'nats', context.long ? 40_000 : 5_000) },
  { id: 'f8 the store of NATS deleted', apply: deleteNatsStore },
  {
    id: 'f9 a hold takes effect and every reply is lost',
    apply: matrixCells((id) => id === 'checkout / inventory.holdStock / effect but mute until given up'),
    excludedFromChaos: EXPECTS_OWN_FAULTS,
  },
  {
    id: 'f10 steps arrive after their undo',
    apply: matrixCells((id) => id.endsWith('/ arrives after its undo') && /^(checkout|cancellation) /.test(id)),
    excludedFromChaos: EXPECTS_OWN_FAULTS,
  },
  { id: 'f11 the database killed', apply: (context) => killProcesses(context, ['mongo']) },
  { id: 'f12 the database paused', apply: pauseDatabase },
  { id: 'f14 Temporal killed', apply: (context) => killProcesses(context, ['temporal']) },
  {
    id: 'f15 Temporal down',
    apply: (context) => keepServerDown(context, 'temporal', context.long ? 300_000 : 10_000),
  },
  { id: 'f16 everything delivered twice', apply: deliverEverythingTwice },
  { id: 'f17 events reversed and shuffled', apply: replayEvents },
  { id: 'f18 a slow consumer', apply: slowConsumer },
  { id: 'f19 poison events', apply: poisonEvents },
  { id: 'f20 a transaction that fails beside its neighbours', apply: failTransactions },
  { id: 'f25 a double click, then a changed body', apply: doubleClick },
  { id: 'f26 one key from two people', apply: sameKey },
  {
    id: 'f27 a cancellation at each step of a checkout',
    apply: matrixCells((id) => id.startsWith('checkout / ') && id.endsWith('/ cancelled there')),
    excludedFromChaos: EXPECTS_OWN_FAULTS,
  },
  { id: 'f28 two cancellations, a cancellation and a return at once', apply: cancelTwice },
  { id: 'f29 the last unit returned twice at once', apply: returnTwice },
  { id: 'f30 two managers at once, a yes at the deadline', apply: decideTwice },
  { id: 'f31 a product edited during its checkout', apply: editDuringCheckout },
  { id: 'f32 many buyers of few units', apply: (context) => lastUnits(context) },
  { id: 'f33 deliveries, sales and returns of one product at once', apply: deliverSellReturn },
  { id: 'f36 SIGTERM under load', apply: terminateEach },
  { id: 'f37 an undo that fails for a while', apply: failUndo },
  { id: 'f38 the worker cut off from one room', apply: disconnectService },
];

/** The number of a numbered fault: `f6`. */
export function numberOf({ id }: NumberedFault): string {
  return id.split(' ')[0] as string;
}

/** The numbers of numbered faults: `f6+f11`. */
export function namesOf(faults: readonly NumberedFault[]): string {
  return faults.map(numberOf).join('+');
}
