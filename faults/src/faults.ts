import { parseArgs } from 'node:util';
import { ShutdownRequested, shutdownSignal, CliError, unlessShuttingDown } from '@comptoir/deploy/testing';
import { CELLS, type Cell } from './cells.js';
import { copyOfTheBuild } from './patched-copy.js';
import { FaultSystem } from './fault-system.js';
import { runWave, wavesOf } from './matrix.js';
import { mutationRuns } from './mutations.js';
import { NUMBERED, runNumbered, type Numbered } from './numbered.js';
import { forgetProgress, readProgress, saveProgress, serversOf, writeMatrix, type Progress } from './report.js';
import type { Seen } from './run-cell.js';

const help = `npm run faults -- [flags]

  --only TEXT    the cells whose name contains TEXT ("holdStock", "nats killed", "f17"); may be given several times
  --fresh        begin anew; without it, a run that was interrupted goes on where it stopped
  --mutations    prove that the matrix sees: it must go red on copies with deliberate mistakes
  --seed N       seed of the load under the numbered faults (printed)
  --list         the names of all cells
  --long         the numbered faults in their full length (minutes)

Writes docs/fault-matrix.md. Exit code 0 when no cell is red.`;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

function flagsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        fresh: { type: 'boolean' },
        mutations: { type: 'boolean' },
        seed: { type: 'string' },
        list: { type: 'boolean' },
        long: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CliError(`npm run faults: ${(error as Error).message}\n\n${help}`, 2);
  }
}

/** `npm run faults`. */
export async function main(args: string[]): Promise<number> {
  const flags = flagsOf(args);
  if (flags.help) return (log(help), 0);
  if (flags.list) return (log([...CELLS, ...NUMBERED].map((one) => one.id).join('\n')), 0);
  if (flags.mutations) return mutationRuns(log, flags.only);
  const wanted = (id: string): boolean =>
    !flags.only || flags.only.some((text) => (/^f\d+$/.test(text) ? id.split(' ')[0] === text : id.includes(text)));
  const last = flags.fresh || flags.only ? undefined : readProgress();
  const before = last && [...CELLS, ...NUMBERED].some((one) => !last.seen[one.id]) ? last : undefined; // a run that ended is no interrupted one
  const seen: Record<string, Seen> = { ...before?.seen };
  const todo = CELLS.filter((cell) => wanted(cell.id) && !seen[cell.id]);
  const numbered = NUMBERED.filter((one) => wanted(one.id) && !seen[one.id]);
  if (todo.length + numbered.length === 0)
    throw new CliError(
      flags.only ? `No cell is called like ${flags.only.join(', ')}: --list names them all.` : 'There is no cell.',
    );
  if (before)
    log(
      `going on with the run begun ${before.begunAt}: ${Object.keys(seen).length} cells are done, ${todo.length + numbered.length} are left`,
    );
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000));
  const result = await runAll(todo, numbered, {
    seen,
    begunAt: before?.begunAt ?? new Date().toISOString(),
    keep: !flags.only,
    seed,
    long: flags.long ?? false,
  });
  const red = Object.values(result.seen).filter((one) => one.problems.length > 0);
  log(`${Object.keys(result.seen).length} cells run, ${red.length} red`);
  for (const one of red) log(`  RED ${one.id}: ${one.problems.join('; ')}`);
  return red.length === 0 && !result.interrupted ? 0 : 1;
}

interface Run {
  readonly seen: Record<string, Seen>;
  readonly begunAt: string;
  readonly keep: boolean;
  readonly seed: number;
  readonly long: boolean;
}

async function runAll(
  cells: readonly Cell[],
  numbered: readonly Numbered[],
  run: Run,
): Promise<{ seen: Record<string, Seen>; interrupted: boolean }> {
  const shutdown = shutdownSignal();
  if (run.keep && Object.keys(run.seen).length === 0) forgetProgress();
  const copy = copyOfTheBuild(); // a run takes long, and a build beside it must not change the house under its feet
  let shop = await FaultSystem.open(copy.folder);
  const progress: Progress = { begunAt: run.begunAt, servers: await serversOf(shop), seen: run.seen };
  const total = cells.length + numbered.length;
  let count = 0;
  const note = (one: Seen): void => {
    count += 1;
    run.seen[one.id] = one;
    if (run.keep) saveProgress(progress);
    log(
      `${String(count).padStart(4)}/${total}  ${one.problems.length === 0 ? 'good' : 'RED '}  ${(one.ms / 1000).toFixed(1).padStart(5)} s  ${one.id}${one.problems.map((problem) => `\n              ${problem}`).join('')}`,
    );
  };
  let inThisShop = 0;
  try {
    for (const wave of wavesOf(cells)) {
      const seen = await unlessShuttingDown(runWave(shop, wave), shutdown);
      seen.forEach(note);
      inThisShop += wave.length;
      // what a red cell left behind must not make the next ones red, and an audit of a long life is slow
      if (seen.some((one) => one.problems.length > 0) || inThisShop >= 150) {
        await shop.close();
        shop = await FaultSystem.open(copy.folder);
        inThisShop = 0;
      }
    }
    for (const one of numbered) {
      const seen = await unlessShuttingDown(runNumbered(shop, one, { seed: run.seed, long: run.long }), shutdown);
      note(seen);
      inThisShop += 25; // about as many sales as so many cells make
      if (seen.problems.length > 0 || inThisShop >= 150) {
        await shop.close();
        shop = await FaultSystem.open(copy.folder);
        inThisShop = 0;
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof ShutdownRequested)) throw thrown;
    log('broken off: the same command goes on from here');
  } finally {
    await shop.close();
    copy.remove();
  }
  if (run.keep) writeMatrix(progress);
  return { seen: run.seen, interrupted: shutdown.aborted };
}
