import { readFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { readInstallationFile, type TestSystem } from '@comptoir/deploy/testing';

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** CPU seconds used so far and resident megabytes of each process of the house. */
export async function usageOf(system: TestSystem): Promise<Map<string, { cpuSeconds: number; megabytes: number }>> {
  const { pids = {} } = (await readInstallationFile(system.dataDir)) ?? {};
  const usage = new Map<string, { cpuSeconds: number; megabytes: number }>();
  for (const [name, pid] of Object.entries(pids)) {
    if (name === 'launcher') continue;
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]);
    usage.set(name, { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS, megabytes: (pages * 4096) / 1e6 });
  }
  return usage;
}
