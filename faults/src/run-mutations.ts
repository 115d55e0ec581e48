import { checkAudit } from './checks.js';
import { copyBuild } from './copy-build.js';
import { FaultSystem } from './fault-system.js';
import { CELLS } from './matrix/cells.js';
import { runBatch } from './matrix/run-batch.js';
import { MUTATIONS, OVERSOLD, type Mutation } from './mutations.js';
import { lastUnits } from './numbered/stock-contention.js';

/** Shorter than usual: a check is expected to fail. */
const CHECK_TIMEOUT_MS = 12_000;
const RACE_ROUNDS = 4;
const RACES_PER_ROUND = 4;

/** `npm run faults -- --mutations`: each mutation must be detected; returns the exit code. */
export async function runMutations(log: (line: string) => void, only: readonly string[] = ['']): Promise<number> {
  let wrongCount = 0;
  for (const mutation of MUTATIONS.filter(({ name }) => only.some((text) => name.includes(text)))) {
    const startedAt = performance.now();
    const problems = await problemsWith(mutation);
    const isRight = isAsExpected(mutation, problems);
    if (!isRight) wrongCount += 1;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0).padStart(3);
    log(`${isRight ? 'as expected' : 'WRONG      '}  ${seconds} s  ${mutation.name}: ${summaryOf(mutation, problems)}`);
  }
  return wrongCount === 0 ? 0 : 1;
}

/** Starts a system with a mutation and runs what must detect it; returns the problems found. */
export async function problemsWith(mutation: Mutation): Promise<string[]> {
  const copy = copyBuild(mutation.patches);
  try {
    const system = await FaultSystem.start(copy.folder, CHECK_TIMEOUT_MS);
    try {
      return mutation.detectedBy === 'race' ? await runRaces(system) : await runCellsById(system, mutation.detectedBy);
    } finally {
      await system.close();
    }
  } finally {
    copy.remove();
  }
}

/** Races for the last units, until one of them oversells. */
async function runRaces(system: FaultSystem): Promise<string[]> {
  const problems: string[] = [];
  const size = { buyers: 10, firstBatch: 1, secondBatch: 1 };
  for (let round = 0; round < RACE_ROUNDS && !problems.some((problem) => OVERSOLD.test(problem)); round += 1) {
    const races = Array.from({ length: RACES_PER_ROUND }, () => lastUnits({ system, long: false }, size));
    for (const report of await Promise.all(races)) problems.push(...(report.problems ?? []));
    problems.push(...(await checkAudit(system)));
  }
  return problems;
}

async function runCellsById(system: FaultSystem, ids: readonly string[]): Promise<string[]> {
  const cells = CELLS.filter((cell) => ids.includes(cell.id));
  if (cells.length !== ids.length) throw new Error(`a cell of ${ids.join(', ')} is not in the matrix`);
  const problems: string[] = [];
  for (const cell of cells) {
    const results = await runBatch(system, [cell]);
    problems.push(...results.flatMap((result) => result.problems));
  }
  return problems;
}

function isAsExpected({ expectedProblem, forbiddenProblem }: Mutation, problems: readonly string[]): boolean {
  if (forbiddenProblem) return !problems.some((problem) => forbiddenProblem.test(problem));
  if (expectedProblem) return problems.some((problem) => expectedProblem.test(problem));
  return problems.length > 0;
}

/** The first two problems as text, the expected one first. */
function summaryOf({ expectedProblem }: Mutation, problems: readonly string[]): string {
  if (problems.length === 0) return 'green';
  const expected = problems.filter((problem) => expectedProblem?.test(problem));
  const others = problems.filter((problem) => !expected.includes(problem));
  return `red: ${[...expected, ...others].slice(0, 2).join('; ').slice(0, 300)}`;
}
