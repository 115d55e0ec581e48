import { parseArgs } from 'node:util';
import { CliError, shutdownSignal } from '@comptoir/deploy/testing';
import { copyBuild } from './copy-build.js';
import { FaultSystem } from './fault-system.js';
import { namesOf, NUMBERED_FAULTS, numberOf, type NumberedFault } from './numbered/numbered-faults.js';
import { runUnderLoad } from './numbered/run-under-load.js';
import { Random } from './random.js';
import { reportFewestFaults } from './shrink.js';

const help = `npm run chaos -- [flags]

  --minutes N    how long new rounds are started, minutes (5)
  --seed N       seed of the faults and of the load, a whole number; random if not given, printed
  --only LIST    use only these numbered faults, separated by commas ("f6,f11")
  --most N       the most faults of a round (3)
  --help         print this text

Each round runs ten load clients, applies one to --most random numbered faults at once, waits until the system is healthy,
and makes all checks. A red round is run again with fewer faults, and the fewest that still fail are reported.
Exit code 0 if no round is red, 1 if one is red, 2 for a wrong flag.`;

/** After so many rounds the system is replaced, because an audit reads everything that it ever stored. */
const ROUNDS_PER_SYSTEM = 5;
const MAX_PROBLEMS_LOGGED = 12;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

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

/** `npm run chaos`: runs random faults under load; returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = flagsOf(args);
  if (flags.help) {
    log(help);
    return 0;
  }
  const minutes = Number(flags.minutes);
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000));
  const most = Number(flags.most);
  if (!(minutes > 0) || !Number.isInteger(seed) || !(Number.isInteger(most) && most > 0))
    throw new CliError(
      `npm run chaos: --minutes and --most must be above 0, --seed and --most whole numbers.\n\n${help}`,
      2,
    );
  const only = flags.only?.split(',');
  const faults = NUMBERED_FAULTS.filter(
    (fault) => fault.excludedFromChaos === undefined && (!only || only.includes(numberOf(fault))),
  );
  if (faults.length === 0) throw new CliError(`There is no fault for chaos called ${flags.only}.`, 2);
  log(`chaos for ${minutes} minutes, seed ${seed}, ${faults.length} faults`);
  return runRounds(faults, { seed, most, endAt: performance.now() + minutes * 60_000 });
}

async function runRounds(
  pool: readonly NumberedFault[],
  { seed, most, endAt }: { seed: number; most: number; endAt: number },
): Promise<number> {
  const shutdown = shutdownSignal();
  const random = new Random(seed);
  const counts = new Map<string, number>();
  const copy = copyBuild(); // a build during the run must not change the system under test
  let system: FaultSystem | undefined;
  let rounds = 0;
  let redRounds = 0;
  while (performance.now() < endAt && !shutdown.aborted) {
    const faults = random.sample(pool, 1 + random.below(most));
    const roundSeed = seed * 1_000 + rounds;
    rounds += 1;
    for (const name of faults.map(numberOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
    system ??= await FaultSystem.start(copy.folder);
    const isRed = !(await runRound(system, faults, rounds, roundSeed));
    if (isRed) redRounds += 1;
    if (isRed || rounds % ROUNDS_PER_SYSTEM === 0) {
      await system.close();
      system = undefined;
    }
    if (isRed && !shutdown.aborted) await reportFewestFaults(faults, roundSeed, copy.folder, log);
  }
  await system?.close();
  copy.remove();
  const countText = [...counts]
    .sort()
    .map(([name, count]) => `${name} ${count}×`)
    .join(', ');
  log(`seed ${seed}: ${rounds} rounds, ${redRounds} red; ${countText}`);
  return redRounds === 0 && rounds > 0 ? 0 : 1;
}

/** Runs and logs one round; returns whether it is good. */
async function runRound(
  system: FaultSystem,
  faults: readonly NumberedFault[],
  round: number,
  seed: number,
): Promise<boolean> {
  const startedAt = performance.now();
  const { problems, observations } = await runUnderLoad(system, faults, { seed, long: false });
  const verdict = problems.length === 0 ? 'good' : 'RED ';
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  log(`${verdict}  round ${round}, seed ${seed}, ${namesOf(faults)}, ${seconds} s: ${observations.at(-1)}`);
  for (const problem of problems.slice(0, MAX_PROBLEMS_LOGGED)) log(`      ${problem}`);
  return problems.length === 0;
}
