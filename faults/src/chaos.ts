import { parseArgs } from 'node:util';
import { shutdownSignal, CliError } from '@comptoir/deploy/testing';
import { Chance } from './random.js';
import { copyOfTheBuild } from './patched-copy.js';
import { FaultSystem } from './fault-system.js';
import { NUMBERED, underLoad, type Numbered } from './numbered.js';

const help = `npm run chaos -- --minutes N --seed S [--only f6,f11] [--most 3]

Ten tills sell, take back and cancel from the seed while random faults, pairs and triples of the numbered list hit; then
calm, then the five checks; and so on for N minutes. What fails is shrunk to the fewest faults before it is reported.`;

const log = (line: string): void => void process.stdout.write(`${line}\n`);
/** A shop is used for this many rounds: an audit reads its whole life. */
const ROUNDS_A_SHOP = 5;

function flagsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        minutes: { type: 'string', default: '5' },
        seed: { type: 'string' },
        only: { type: 'string' },
        most: { type: 'string', default: '3' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CliError(`npm run chaos: ${(error as Error).message}\n\n${help}`, 2);
  }
}

/** `npm run chaos`. */
export async function main(args: string[]): Promise<number> {
  const flags = flagsOf(args);
  if (flags.help) return (log(help), 0);
  const minutes = Number(flags.minutes);
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!(minutes > 0) || !Number.isInteger(seed))
    throw new CliError(`npm run chaos needs numbers for --minutes and --seed.\n\n${help}`, 2);
  const only = flags.only?.split(',');
  const pool = NUMBERED.filter((one) => one.alone === undefined && (!only || only.includes(numberOf(one))));
  if (pool.length === 0) throw new CliError(`There is no fault called ${flags.only}.`, 2);
  log(`chaos for ${minutes} minutes, seed ${seed}, ${pool.length} faults`);
  return run(pool, { seed, most: Number(flags.most), until: performance.now() + minutes * 60_000 });
}

const numberOf = (one: Numbered): string => one.id.split(' ')[0] as string;
const namesOf = (faults: readonly Numbered[]): string => faults.map(numberOf).join('+');

async function run(
  pool: readonly Numbered[],
  { seed, most, until }: { seed: number; most: number; until: number },
): Promise<number> {
  const shutdown = shutdownSignal();
  const chance = new Chance(seed);
  const counts = new Map<string, number>();
  let rounds = 0;
  let red = 0;
  const copy = copyOfTheBuild(); // a build beside a long run must not change the house under its feet
  let shop: FaultSystem | undefined;
  while (performance.now() < until && !shutdown.aborted) {
    const faults = chance.some(pool, 1 + chance.below(most));
    const own = seed * 1_000 + rounds;
    shop ??= await FaultSystem.open(copy.folder);
    const begun = performance.now();
    const { problems, saw } = await underLoad(shop, faults, own, false);
    rounds += 1;
    for (const one of faults) counts.set(numberOf(one), (counts.get(numberOf(one)) ?? 0) + 1);
    log(
      `${problems.length === 0 ? 'good' : 'RED '}  round ${rounds}, seed ${own}, ${namesOf(faults)}, ${((performance.now() - begun) / 1000).toFixed(0)} s: ${saw.at(-1)}`,
    );
    if (problems.length > 0) {
      red += 1;
      problems.slice(0, 12).forEach((problem) => log(`      ${problem}`));
      await shop.close();
      shop = undefined;
      if (!shutdown.aborted) await shrink(faults, own, copy.folder);
    } else if (rounds % ROUNDS_A_SHOP === 0) {
      await shop.close();
      shop = undefined;
    }
  }
  await shop?.close();
  copy.remove();
  log(
    `seed ${seed}: ${rounds} rounds, ${red} red; ${[...counts]
      .sort()
      .map(([name, count]) => `${name} ${count}×`)
      .join(', ')}`,
  );
  return red === 0 && rounds > 0 ? 0 : 1;
}

/** Runs the failing round again with fewer faults, each time in a new shop, and reports the fewest that still fail. */
async function shrink(faults: readonly Numbered[], seed: number, folder: string): Promise<void> {
  let fewest = faults;
  let problems: readonly string[] | undefined;
  for (const some of subsetsOf(faults)) {
    if (some.length > fewest.length) continue;
    const shop = await FaultSystem.open(folder);
    const found = await underLoad(shop, some, seed, false).finally(() => shop.close());
    log(`      ${found.problems.length > 0 ? 'fails too' : 'good'} with ${namesOf(some)} alone`);
    if (found.problems.length > 0) {
      fewest = some;
      problems = found.problems;
      break;
    }
  }
  log(
    problems
      ? `      fewest faults: ${namesOf(fewest)} with seed ${seed}: ${problems.slice(0, 3).join('; ')}`
      : `      it did not fail again, neither with fewer faults nor with all of ${namesOf(faults)}: seed ${seed} shows it only sometimes`,
  );
}

/** Every choice of the faults, the smallest first, all of them last. */
function subsetsOf<T>(list: readonly T[]): T[][] {
  const all = Array.from({ length: 2 ** list.length - 1 }, (_unused, mask) =>
    list.filter((_one, index) => ((mask + 1) >> index) & 1),
  );
  return all.sort((a, b) => a.length - b.length);
}
