import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { readInstallationFile, type TestSystem } from '@comptoir/deploy/testing';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const PAGE_BYTES = 4096;

/** The use of CPU and memory by the name of the process. */
export type Usage = ReadonlyMap<string, { readonly cpuSeconds: number; readonly megabytes: number }>;

/** CPU seconds since its start and resident megabytes of each process of the system, read from /proc. */
export async function usageOf(system: TestSystem): Promise<Usage> {
  const { pids = {} } = (await readInstallationFile(system.dataDir)) ?? {};
  const usage = new Map<string, { cpuSeconds: number; megabytes: number }>();
  for (const [name, pid] of Object.entries(pids)) {
    if (name === 'launcher') continue;
    // the fields after the command name, which may contain spaces; 11 and 12 are user and system time
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    const residentPages = Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]);
    usage.set(name, {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      megabytes: (residentPages * PAGE_BYTES) / 1e6,
    });
  }
  return usage;
}
