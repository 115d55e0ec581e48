import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf } from './process-table.js';
import { until } from './waiting.js';

type StoredProcess = { pid: number; identity: string };

/** Stores which process runs under a name, so that a later start can distinguish it from another process with the same id. */
export async function storeProcess(runDir: string, name: string, pid: number): Promise<void> {
  const identity = await identityOf(pid);
  if (identity === undefined) return;
  await mkdir(runDir, { recursive: true });
  await writeFile(join(runDir, `${name}.pid`), JSON.stringify({ pid, identity } satisfies StoredProcess));
}

/** Removes the stored process of a name. */
export async function removeProcess(runDir: string, name: string): Promise<void> {
  await rm(join(runDir, `${name}.pid`), { force: true });
}

/** The id of the stored process, when it is still the same process. */
export async function storedProcess(runDir: string, name: string): Promise<number | undefined> {
  try {
    const stored = JSON.parse(await readFile(join(runDir, `${name}.pid`), 'utf8')) as StoredProcess;
    return (await identityOf(stored.pid)) === stored.identity ? stored.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Ends the processes that a killed launcher left behind, and only those; returns their names. */
export async function endOrphanProcesses(runDir: string, except: string): Promise<string[]> {
  const files = await readdir(runDir).catch(() => []);
  const names = files.filter((file) => file.endsWith('.pid')).map((file) => file.slice(0, -'.pid'.length));
  const ended = await Promise.all(
    names.filter((name) => name !== except).map(async (name) => ((await endOne(runDir, name)) ? name : undefined)),
  );
  return ended.filter((name) => name !== undefined).sort();
}

async function endOne(runDir: string, name: string): Promise<boolean> {
  const pid = await storedProcess(runDir, name);
  if (pid !== undefined) {
    const isGone = async () => (await storedProcess(runDir, name)) === undefined;
    signal(pid, 'SIGTERM');
    if (!(await until(isGone, 10_000))) {
      signal(pid, 'SIGKILL');
      await until(isGone, 5_000);
    }
  }
  await removeProcess(runDir, name);
  return pid !== undefined;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return;
  }
}
