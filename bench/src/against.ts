import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CliError, rootDir, type TestSystem } from '@comptoir/deploy/testing';
import type { LoadClients } from './load-clients.js';
import { percentile, type Measurement } from './measurements.js';

const WARM_UP = 50;
const CHECKOUTS = 500;

/** Clients of a system that was started from another folder, and how to stop it. */
interface Other {
  readonly clients: LoadClients;
  close(): Promise<void>;
}

/** The folder of another, built Comptoir; refuses one that is not built. */
export function otherFolder(folder: string): string {
  const other = resolve(folder);
  if (existsSync(join(other, 'bench/dist/src/load-clients.js'))) return other;
  throw new CliError(
    `npm run bench -- against: there is no built Comptoir in ${other}. Run npm ci and npm run build there first.`,
    2,
  );
}

/** Starts the system of another folder with its own code, from the services to the load clients. */
async function startOther(folder: string): Promise<Other> {
  const load = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(folder, file)).href)) as T;
  const { startTestSystem } = await load<{ startTestSystem(): Promise<TestSystem> }>('deploy/dist/src/testing.js');
  const { startLoadClients } = await load<{
    startLoadClients(system: TestSystem, workers: number): Promise<LoadClients>;
  }>('bench/dist/src/load-clients.js');
  const system = await startTestSystem();
  return { clients: await startLoadClients(system, 1), close: () => system.close() };
}

/**
 * Three-line checkouts of this system beside those of another one that was built in `folder`, in turns, so that both see the
 * same load of the machine: p50 and p95 of each, and this one's over the other's.
 */
export async function measureAgainst(clients: LoadClients, folder: string): Promise<Measurement[]> {
  const other = await startOther(folder);
  const [own, others]: [number[], number[]] = [[], []];
  try {
    for (let turn = 0; turn < WARM_UP + CHECKOUTS; turn += 1) {
      const pair = [
        { of: clients, into: own },
        { of: other.clients, into: others },
      ];
      for (const { of, into } of turn % 2 === 0 ? pair : pair.toReversed()) {
        await of.prepareDrafts(1, 1);
        const startedAt = performance.now();
        await of.checkout(0);
        if (turn >= WARM_UP) into.push(performance.now() - startedAt);
      }
    }
  } finally {
    await other.close();
  }
  return [0.5, 0.95].flatMap((share): Measurement[] => {
    const [label, ms, otherMs] = [`p${share * 100}`, percentile(own, share), percentile(others, share)];
    return [
      { name: `checkout.${label}.after`, value: ms, unit: 'ms' },
      { name: `checkout.${label}.before`, value: otherMs, unit: 'ms' },
      { name: `checkout.${label}.afterOverBefore`, value: ms / otherMs, unit: 'ratio' },
    ];
  });
}

/** The commit that a folder is at. */
export function commitOf(folder = rootDir): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
}
