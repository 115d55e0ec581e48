import { Act } from './scenario.js';
import type { Cell } from './cells.js';
import { victimOf } from './cells.js';
import { pause, until, type FaultSystem, type ProcessName } from './fault-system.js';

/** How a cell went: what was done to it and what was seen. */
export interface Seen {
  readonly id: string;
  readonly did: string;
  readonly saw: string;
  readonly problems: readonly string[];
  readonly ms: number;
}

/** An act under its fault, between arming and the check. */
interface Running {
  readonly cell: Cell;
  readonly act: Act;
  readonly ids: readonly string[];
  readonly done: Promise<string | undefined>;
  /** When the fault was over. */
  faultOver: number;
  readonly begun: number;
  did: string;
}

const serviceOf = (cell: Cell): ProcessName => cell.step.subject.split('.')[0] as ProcessName;

/** Arms a cell's faults; answers their ids, the one to be waited for first. */
function arm(shop: FaultSystem, cell: Cell, act: Act): { ids: string[]; did: string } {
  const { step, fault } = cell;
  const saga = step.beside ? `order-cancellation/${act.orderId}/` : act.saga;
  const at = { subject: step.subject, saga };
  const because =
    step.because && step.kind === 'undo'
      ? [
          shop.arm({
            subject: step.because,
            saga,
            point: 'arrived',
            action: 'refuse',
            code: 'fault.undo-wanted',
            times: 9,
          }),
        ]
      : [];
  const why = because.length > 0 ? `${step.because} refused so that it is undone; ` : '';
  const armed = (did: string, ...ids: string[]) => ({ ids: [...ids, ...because], did: why + did });
  const seesReplies = (times: number): string => shop.arm({ ...at, point: 'replying', action: 'delay', times });
  const hold = victimOf(cell);
  if (hold) return armed('', shop.arm({ ...at, point: hold.point, action: 'hold' }));
  switch (fault) {
    case 'refused':
      return armed('the room answered a refusal', shop.arm({ ...at, point: 'arrived', action: 'refuse' }));
    case 'lost before effect':
      return armed('the message was lost once', shop.arm({ ...at, point: 'arrived', action: 'drop' }));
    case 'lost after effect':
      return armed(
        'it took effect and its reply was lost once',
        shop.arm({ ...at, point: 'replying', action: 'drop' }),
      );
    case 'lost after effect, then refused':
      return armed(
        'it took effect, its reply was lost, its retry refused',
        shop.arm({ ...at, point: 'replying', action: 'drop' }),
        shop.arm({ ...at, point: 'arrived', action: 'refuse', skip: 1 }),
      );
    case 'mute until given up':
      return armed('every attempt was lost', shop.arm({ ...at, point: 'arrived', action: 'drop', times: 99 }));
    case 'effect but mute until given up':
      return armed(
        'it took effect and every reply was lost',
        shop.arm({ ...at, point: 'replying', action: 'drop', times: 99 }),
      );
    case 'delivered twice':
      return armed(
        'the message was delivered twice at once',
        shop.arm({ ...at, point: 'arrived', action: 'twice' }),
        seesReplies(2),
      );
    case 'delivered again later':
      return armed(
        'the message came again 2 s later',
        shop.arm({ ...at, point: 'arrived', action: 'twice', ms: 2_000 }),
        seesReplies(2),
      );
    case 'arrives after its undo':
      return armed(
        'the first attempt came 7 s late, the second was refused',
        shop.arm({ ...at, point: 'arrived', action: 'delay', ms: 7_000 }),
        seesReplies(1),
        shop.arm({ ...at, point: 'arrived', action: 'refuse', skip: 1 }),
      );
    case 'cancelled there':
      return armed(
        'cancelled while the message was at the door',
        shop.arm({ ...at, point: 'arrived', action: 'hold', times: 99 }),
      );
    case 'undo fails twice':
      return armed('it failed twice', shop.arm({ ...at, point: 'committing', action: 'throw', times: 2 }));
    case 'service killed before commit':
      return armed(
        `${serviceOf(cell)} was killed with -9 before its commit`,
        shop.arm({ ...at, point: 'committing', action: 'kill' }),
      );
    case 'service killed after commit':
      return armed(
        `${serviceOf(cell)} was killed with -9 between commit and reply`,
        shop.arm({ ...at, point: 'committed', action: 'kill' }),
      );
    default:
      throw new Error(`no way to make "${fault}"`);
  }
}

function begin(shop: FaultSystem, cell: Cell, act: Act): Running {
  const { ids, did } = arm(shop, cell, act);
  const begun = performance.now();
  const done = act.drive().then(
    () => undefined,
    (error: Error) => `ANSWERED: ${error.message}`,
  );
  return { cell, act, ids, done, faultOver: begun, begun, did };
}

/** Under load and faults of others, preparing an act may be refused for want of a room: then another one is prepared. */
async function prepare(shop: FaultSystem, cell: Cell): Promise<Act> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await Act.prepare(shop, cell.step.way);
    } catch (error) {
      if (attempt >= 5) throw error;
      await shop.well();
    }
  }
}

const isHit = (shop: FaultSystem, one: Running): Promise<true | undefined> =>
  Promise.resolve(shop.hits(one.ids[0] as string) > 0 ? true : undefined);

/** Cancels what is held at the door; lets it go on once the saga has been told, or the cancellation needs it no more. */
async function cancelHeld(shop: FaultSystem, one: Running): Promise<void> {
  const { act } = one;
  await until(`${one.cell.id}: the step is reached`, () => isHit(shop, one), 30_000);
  const workflowId = await until('the saga is found', () => workflowOf(shop, one), 30_000);
  const handle = shop.temporal.workflow.getHandle(workflowId);
  let ended = false;
  if (act.saleId) await handle.cancel();
  else
    void act.cancelOrder().then(
      () => (ended = true),
      () => (ended = true),
    ); // how it ended is asked for later
  // past the pivot an order's cancellation asks the saga nothing: it waits for the sale and cancels that
  const heard = act.saleId || one.cell.step.kind !== 'certain' ? () => isTold(handle) : () => isRunning(shop, act);
  await until(
    `${workflowId} is told of its cancellation`,
    async () => (ended || (await heard()) ? true : undefined),
    40_000,
  );
  shop.disarm(...one.ids.slice(0, 1));
  one.faultOver = performance.now();
}

/** The id of the workflow whose command stands at the door. */
function workflowOf(shop: FaultSystem, one: Running): Promise<string | undefined> {
  const process = one.cell.step.subject.split('.')[0] as string;
  return Promise.resolve(shop.matches(process).find((match) => match.id === one.ids[0])?.sagaId);
}

async function isRunning(shop: FaultSystem, act: Act): Promise<boolean> {
  for await (const _found of shop.temporal.workflow.list({
    query: `ComptoirOrder="${act.orderId}" AND WorkflowType="orderCancellation"`,
  }))
    return true;
  return false;
}

/** A workflow hears of its cancellation with the workflow task after it; one that may not stop any more goes on. */
async function isTold(handle: ReturnType<FaultSystem['temporal']['workflow']['getHandle']>): Promise<boolean> {
  const { history } = await handle.fetchHistory().then((found) => ({ history: found.events ?? [] }));
  const asked = history.findIndex((event) => event.workflowExecutionCancelRequestedEventAttributes);
  return asked >= 0 && history.slice(asked).some((event) => event.workflowTaskStartedEventAttributes);
}

/** Kills the victim once every act of the wave stands at its step, then lets the steps go on. */
async function killAround(shop: FaultSystem, wave: readonly Running[]): Promise<void> {
  const { victim, point } = victimOf((wave[0] as Running).cell)!;
  const late: string[] = [];
  for (const one of wave) await until(one.cell.id, () => isHit(shop, one), 30_000).catch(() => late.push(one.cell.id));
  if (late.length > 0) throw new Error(`not reached: ${late.join('; ')}`);
  const before = await shop.kill(victim);
  for (const one of wave) {
    one.did += `${victim} was killed with -9 while it stood ${point === 'committing' ? 'before its commit' : 'between commit and reply'}${wave.length > 1 ? ` (with ${wave.length - 1} other acts in flight)` : ''}`;
  }
  await pause(200); // the step goes on into the outage
  shop.disarm(...wave.map((one) => one.ids[0] as string));
  await shop.back(victim, before);
  for (const one of wave) one.faultOver = performance.now();
}

/** Checks one act of a wave once it has ended. */
async function look(shop: FaultSystem, one: Running): Promise<Seen> {
  const { cell, act } = one;
  const problems: string[] = [];
  const failure = await one.done;
  if (failure) problems.push(failure);
  const answered = act.finals.map((final) => final.at - one.faultOver);
  if (Math.max(0, ...answered) > 60_000)
    problems.push(`ANSWERED: the final answer came ${Math.round(Math.max(...answered) / 1000)} s after the fault`);
  if (shop.hits(one.ids[0] as string) === 0) problems.push('the fault did not hit: the step was never reached');
  problems.push(...(await act.askAgain().catch((error: Error) => [`ANSWERED: ${error.message}`])));
  let last: string[] = [];
  await until(
    'records',
    async () => ((last = await act.compare(cell.outcome)).length === 0 ? true : undefined),
    shop.patienceMs / 4,
  ).catch(() => problems.push(...last));
  shop.disarm(...one.ids);
  return {
    id: cell.id,
    did: one.did,
    saw: `${act.answered()}; ${cell.outcome}`,
    problems,
    ms: performance.now() - one.begun,
  };
}

/** A message that comes late, or again, must have been handled before anything is looked at: its reply tells. */
async function allHandled(shop: FaultSystem, { cell, ids }: Running): Promise<void> {
  const replies = cell.fault === 'arrives after its undo' ? 1 : cell.fault.startsWith('delivered') ? 2 : 0; // an attempt refused at the door sends no reply from within
  if (replies > 0)
    await until(
      `${cell.id}: the late message was handled`,
      () => (shop.hits(ids[1] as string) >= replies ? true : undefined),
      40_000,
    );
}

/** Runs cells that may run side by side: each on an order and in a store of its own. Their faults are over when it answers. */
export async function runTogether(shop: FaultSystem, cells: readonly Cell[]): Promise<Seen[]> {
  // all are prepared before the first fault is armed: what stands in the shop beforehand is not to be hit
  const acts = await Promise.all(cells.map((cell) => prepare(shop, cell)));
  const wave = cells.map((cell, index) => begin(shop, cell, acts[index] as Act));
  try {
    if (victimOf(cells[0] as Cell)) await killAround(shop, wave);
    await Promise.all(wave.filter((one) => one.cell.fault === 'cancelled there').map((one) => cancelHeld(shop, one)));
    await Promise.all(wave.map((one) => allHandled(shop, one)));
    await Promise.all(wave.map((one) => one.done));
    if (wave.some((one) => one.cell.fault.startsWith('service killed'))) await shop.well();
  } catch (error) {
    shop.disarm(...wave.flatMap((one) => one.ids));
    await shop.well();
    const why = (error as Error).message;
    return wave.map((one) => ({
      id: one.cell.id,
      did: one.did,
      saw: 'the cell could not be run',
      problems: [why],
      ms: performance.now() - one.begun,
    }));
  }
  return Promise.all(wave.map((one) => look(shop, one)));
}
