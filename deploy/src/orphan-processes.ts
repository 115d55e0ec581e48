import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf } from './process-table.js';
import { until } from './waiting.js';

type Note = { pid: number; identity: string };

/** Writes down which process runs under a name, so that a later start can tell it from a stranger with the same id. */
export async function noteProcess(runDir: string, name: string, pid: number): Promise<void> {
  const identity = await identityOf(pid);
  if (identity === undefined) return;
  await mkdir(runDir, { recursive: true });
  await writeFile(join(runDir, `${name}.pid`), JSON.stringify({ pid, identity } satisfies Note));
}

/** Forgets the process of a name. */
export async function forgetProcess(runDir: string, name: string): Promise<void> {
  await rm(join(runDir, `${name}.pid`), { force: true });
}

/** The id of the noted process, when it still is that very process. */
export async function livingProcess(runDir: string, name: string): Promise<number | undefined> {
  try {
    const note = JSON.parse(await readFile(join(runDir, `${name}.pid`), 'utf8')) as Note;
    return (await identityOf(note.pid)) === note.identity ? note.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Ends what a launcher that was killed left behind, and only that; answers the names of what was ended. */
export async function endOrphanProcesses(runDir: string, except: string): Promise<string[]> {
  const files = await readdir(runDir).catch(() => []);
  const names = files.filter((file) => file.endsWith('.pid')).map((file) => file.slice(0, -'.pid'.length));
  const ended = await Promise.all(
    names.filter((name) => name !== except).map(async (name) => ((await endOne(runDir, name)) ? name : undefined)),
  );
  return ended.filter((name) => name !== undefined).sort();
}

async function endOne(runDir: string, name: string): Promise<boolean> {
  const pid = await livingProcess(runDir, name);
  if (pid !== undefined) {
    const isGone = async () => (await livingProcess(runDir, name)) === undefined;
    signal(pid, 'SIGTERM');
    if (!(await until(isGone, 10_000))) {
      signal(pid, 'SIGKILL');
      await until(isGone, 5_000);
    }
  }
  await forgetProcess(runDir, name);
  return pid !== undefined;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return;
  }
}
