import * as blows from './apply-fault.js';
import type { Blow, Blown } from './apply-fault.js';
import { Chance } from './random.js';
import { CELLS } from './cells.js';
import { audited, quiet } from './checks.js';
import { PROCESSES, ROOMS, type FaultSystem } from './fault-system.js';
import * as rivals from './contention-scenarios.js';
import { runTogether, type Seen } from './run-cell.js';
import { Tills } from './load-clients.js';

/** A numbered fault of faults.md, as a case of its own under load. */
export interface Numbered {
  /** `f6 NATS killed`: the number in faults.md and what it is. */
  readonly id: string;
  readonly blow: (blow: Blow) => Promise<Blown>;
  /** Left out of the random pairs and triples, with the reason. */
  readonly alone?: string;
}

/** Cells of the matrix, run in the midst of the load. */
const cellsUnderLoad =
  (has: (id: string) => boolean) =>
  async ({ shop }: Blow): Promise<Blown> => {
    const cells = CELLS.filter((cell) => has(cell.id));
    const seen = await runTogether(shop, cells);
    return {
      did: `cells of the matrix under load: ${cells.map((cell) => cell.id).join('; ')}`,
      saw: `${seen.filter((one) => one.problems.length === 0).length} of ${seen.length} good`,
      problems: seen.flatMap((one) => one.problems.map((problem) => `${one.id}: ${problem}`)),
    };
  };

const OWN_DEADLINES = 'its cells bring their own faults at their own steps and expect their own ending';

/** The numbered faults that touch what exists. */
export const NUMBERED: readonly Numbered[] = [
  { id: 'f1 rooms killed before a commit', blow: (blow) => blows.killRooms(blow, 'committing') },
  { id: 'f2 rooms killed between commit and reply', blow: (blow) => blows.killRooms(blow, 'committed') },
  { id: 'f3 gateway killed', blow: (blow) => blows.killAll(blow, ['gateway']) },
  { id: 'f4 worker killed', blow: (blow) => blows.killAll(blow, ['worker']) },
  { id: 'f5 all rooms killed at once', blow: (blow) => blows.killAll(blow, blow.chance.some(ROOMS, ROOMS.length)) },
  { id: 'f6 NATS down', blow: (blow) => blows.down(blow, 'nats', blow.long ? 30_000 : 8_000) },
  { id: 'f7 NATS paused', blow: (blow) => blows.freeze(blow, 'nats', blow.long ? 40_000 : 5_000) },
  { id: 'f8 the store of NATS deleted', blow: blows.loseStream },
  {
    id: 'f9 a hold takes effect and every reply is lost',
    blow: cellsUnderLoad((id) => id === 'checkout / inventory.holdStock / effect but mute until given up'),
    alone: OWN_DEADLINES,
  },
  {
    id: 'f10 steps arrive after their undo',
    blow: cellsUnderLoad((id) => id.endsWith('/ arrives after its undo') && /^(checkout|cancellation) /.test(id)),
    alone: OWN_DEADLINES,
  },
  { id: 'f11 the database killed', blow: (blow) => blows.killAll(blow, ['mongo']) },
  { id: 'f12 the database paused', blow: blows.freezeMongo },
  { id: 'f14 Temporal killed', blow: (blow) => blows.killAll(blow, ['temporal']) },
  { id: 'f15 Temporal down', blow: (blow) => blows.down(blow, 'temporal', blow.long ? 300_000 : 10_000) },
  { id: 'f16 everything delivered twice', blow: blows.everythingTwice },
  { id: 'f17 events reversed and shuffled', blow: blows.replayEvents },
  { id: 'f18 a slow consumer', blow: blows.slowConsumer },
  { id: 'f19 poison events', blow: blows.poison },
  { id: 'f20 a transaction that fails beside its neighbours', blow: blows.failingNeighbour },
  { id: 'f25 a double click, then a changed body', blow: rivals.doubleClick },
  { id: 'f26 one key from two people', blow: rivals.sameKey },
  {
    id: 'f27 a cancellation at each step of a checkout',
    blow: cellsUnderLoad((id) => id.startsWith('checkout / ') && id.endsWith('/ cancelled there')),
    alone: OWN_DEADLINES,
  },
  { id: 'f28 two cancellations, a cancellation and a return at once', blow: rivals.cancelTwice },
  { id: 'f29 the last unit returned twice at once', blow: rivals.returnTwice },
  { id: 'f30 two managers at once, a yes at the deadline', blow: (blow) => rivals.managers({ ...blow, long: true }) },
  { id: 'f31 a product edited during its checkout', blow: rivals.editedMeanwhile },
  { id: 'f32 many buyers of few units', blow: rivals.lastUnits },
  { id: 'f33 deliveries, sales and returns of one product at once', blow: rivals.oneProduct },
  { id: 'f36 SIGTERM under load', blow: blows.terminateEach },
  { id: 'f37 an undo that fails for a while', blow: blows.failingUndo },
  { id: 'f38 the worker cut off from one room', blow: blows.cut },
];

/** What a run under load came to. */
export interface UnderLoad {
  readonly did: readonly string[];
  readonly saw: readonly string[];
  readonly problems: readonly string[];
}

/** Lets ten tills work, makes the faults at once, lets calm return, and makes the five checks. */
export async function underLoad(
  shop: FaultSystem,
  faults: readonly Numbered[],
  seed: number,
  long: boolean,
): Promise<UnderLoad> {
  const tills = await Tills.start(shop, seed);
  const chance = new Chance(seed);
  const problems: string[] = [];
  const blown: Blown[] = [];
  try {
    await tills.further(8);
    const results = await Promise.allSettled(faults.map((one) => one.blow({ shop, tills, chance, long })));
    results.forEach((result, index) => {
      if (result.status === 'fulfilled') blown.push(result.value);
      else problems.push(`${faults[index]?.id}: ${String((result.reason as Error).message)}`);
    });
    shop.disarmAll();
    await shop.well();
    await tills.further(10);
  } catch (error) {
    problems.push((error as Error).message);
    await wake(shop);
  } finally {
    await tills.stop();
  }
  problems.push(
    ...blown.flatMap((one) => one.problems ?? []),
    ...(await quiet(shop)),
    ...(await tills.check()),
    ...(await audited(shop)),
  );
  return { did: blown.map((one) => one.did), saw: [...blown.flatMap((one) => one.saw ?? []), tills.told()], problems };
}

/** Nothing stays paused or armed when a run breaks off. */
async function wake(shop: FaultSystem): Promise<void> {
  shop.disarmAll();
  for (const name of PROCESSES) await shop.signal(name, 'SIGCONT').catch(() => undefined);
}

/** Runs a numbered fault as a cell of its own. */
export async function runNumbered(
  shop: FaultSystem,
  one: Numbered,
  { seed, long }: { seed: number; long: boolean },
): Promise<Seen> {
  const begun = performance.now();
  const { did, saw, problems } = await underLoad(shop, [one], seed, long);
  return {
    id: one.id,
    did: did.join('; '),
    saw: `${saw.join('; ')} (seed ${seed})`,
    problems,
    ms: performance.now() - begun,
  };
}
