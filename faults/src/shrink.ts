import { FaultSystem } from './fault-system.js';
import { namesOf, type NumberedFault } from './numbered/numbered-faults.js';
import { runUnderLoad } from './numbered/run-under-load.js';

/** Runs a red round again with fewer faults, each time in a new system, and logs the fewest faults that still fail. */
export async function reportFewestFaults(
  faults: readonly NumberedFault[],
  seed: number,
  buildFolder: string,
  log: (line: string) => void,
): Promise<void> {
  for (const some of subsetsOf(faults)) {
    const problems = await problemsWith(some, seed, buildFolder);
    if (problems.length > 0) {
      log(`      fails too with ${namesOf(some)} alone`);
      log(`      fewest faults: ${namesOf(some)} with seed ${seed}: ${problems.slice(0, 3).join('; ')}`);
      return;
    }
    log(`      good with ${namesOf(some)} alone`);
  }
  log(
    `      no failure when repeated, neither with fewer faults nor with ${namesOf(faults)}: seed ${seed} fails only sometimes`,
  );
}

async function problemsWith(
  faults: readonly NumberedFault[],
  seed: number,
  buildFolder: string,
): Promise<readonly string[]> {
  const system = await FaultSystem.start(buildFolder);
  try {
    return (await runUnderLoad(system, faults, { seed, long: false })).problems;
  } finally {
    await system.close();
  }
}

/** Every non-empty subset of a list, the smallest first, the whole list last. */
function subsetsOf<T>(list: readonly T[]): T[][] {
  const subsets: T[][] = [[]];
  for (const element of list) {
    for (const subset of [...subsets]) subsets.push([...subset, element]);
  }
  return subsets.slice(1).sort((a, b) => a.length - b.length);
}
