import { parseArgs } from 'node:util';
import { CliError } from '@comptoir/deploy/testing';
import type { SeenResult } from './matrix/cell-result.js';
import { CELLS } from './matrix/cells.js';
import { readProgress, type Progress } from './matrix/progress.js';
import { runMatrix } from './matrix/run-matrix.js';
import { NUMBERED_FAULTS } from './numbered/numbered-faults.js';
import { runMutations } from './run-mutations.js';
import { workingTree, type WorkingTree } from './working-tree.js';

const help = `npm run faults -- [flags]

  --only TEXT    run only the cells whose id contains TEXT ("holdStock", "nats killed") or the numbered fault TEXT ("f17");
                 may be given several times; writes no file
  --fresh        start from the first cell; without it, a run on the same commit is continued: cells that were not run yet
                 are run, and red ones once more, which stay listed
  --mutations    run the deliberate bugs instead: each of them must be detected
  --seed N       seed of the load under the numbered faults, a whole number; random if not given, printed with each result
  --list         print the ids of all cells and numbered faults
  --long         let the numbered faults last their full length (minutes)
  --help         print this text

Writes docs/fault-matrix.md, on a clean working tree only: its rows name the commit. Exit code 0 if no cell is red, 1 if one is red or the run was interrupted, 2 for a wrong flag.`;

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

type Flags = ReturnType<typeof flagsOf>;

/** `npm run faults`: runs the matrix and the numbered faults; returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = flagsOf(args);
  if (flags.help) {
    log(help);
    return 0;
  }
  if (flags.list) {
    for (const { id } of [...CELLS, ...NUMBERED_FAULTS]) log(id);
    return 0;
  }
  if (flags.mutations) return runMutations(log, flags.only);
  return runSelected(flags);
}

async function runSelected(flags: Flags): Promise<number> {
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!Number.isInteger(seed))
    throw new CliError(`npm run faults: --seed must be a whole number and is "${flags.seed}".\n\n${help}`, 2);
  const tree = workingTree();
  if (!flags.only && !tree.clean)
    throw new CliError(
      'The working tree has changes: commit them first, so that each row of docs/fault-matrix.md names the code it was seen on, or select cells with --only.',
    );
  const previous = flags.fresh || flags.only ? undefined : unfinishedRun(tree);
  const results: Record<string, SeenResult[]> = Object.fromEntries(
    Object.entries(previous?.results ?? {}).map(([id, seen]) => [id, [...seen]]),
  );
  const isToRun = ({ id }: { id: string }): boolean => !isGood(results[id]) && isSelected(id, flags.only);
  const cells = CELLS.filter(isToRun);
  const numberedFaults = NUMBERED_FAULTS.filter(isToRun);
  if (cells.length + numberedFaults.length === 0)
    throw new CliError(`No id contains "${flags.only?.join('" or "')}": --list prints all ids.`);
  if (previous)
    log(
      `continuing the run of ${previous.startedAt}: ${Object.keys(results).length} cells are done, ${cells.length + numberedFaults.length} are left`,
    );
  const { interrupted } = await runMatrix({
    cells,
    numberedFaults,
    results,
    commit: tree.commit,
    startedAt: previous?.startedAt ?? new Date().toISOString(),
    writesFiles: !flags.only,
    seed,
    long: flags.long ?? false,
    log,
  });
  const red = Object.entries(results).filter(([, seen]) => !isGood(seen));
  log(`${Object.keys(results).length} cells run, ${red.length} red`);
  for (const [id, seen] of red) log(`  RED ${id}: ${seen.at(-1)?.problems.join('; ')}`);
  return red.length === 0 && !interrupted ? 0 : 1;
}

/** Whether the last time a cell was run was good. */
function isGood(seen: readonly SeenResult[] | undefined): boolean {
  return seen?.at(-1)?.problems.length === 0;
}

/** The stored progress of a run on this commit in which a cell is missing or red. */
function unfinishedRun(tree: WorkingTree): Progress | undefined {
  const progress = readProgress();
  if (progress?.commit !== tree.commit) return undefined;
  const isUnfinished = [...CELLS, ...NUMBERED_FAULTS].some(({ id }) => !isGood(progress.results[id]));
  return isUnfinished ? progress : undefined;
}

/** `f17` selects the numbered fault with that number; any other text selects the ids that contain it. */
function isSelected(id: string, only: readonly string[] | undefined): boolean {
  if (!only) return true;
  return only.some((text) => (/^f\d+$/.test(text) ? id.split(' ')[0] === text : id.includes(text)));
}
