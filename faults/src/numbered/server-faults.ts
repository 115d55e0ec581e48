import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SERVICES } from '@comptoir/contracts';
import type { FaultSystem } from '../fault-system.js';
import { isRunning, resume } from '../processes.js';
import { faultAnswers } from '../retrying-client.js';
import { becomesTrue, waitUntil } from '../waiting.js';
import type { FaultContext, FaultReport } from './fault-context.js';

const SERVER_RESTART_MS = 120_000;

/** Kills NATS or Temporal and keeps it down for `ms`; no request may be answered with 500 meanwhile. */
export async function keepServerDown(
  { system }: FaultContext,
  server: 'nats' | 'temporal',
  ms: number,
): Promise<FaultReport> {
  const before500 = faultAnswers.length;
  const neededToStart = server === 'nats' ? natsConfig(system) : system.dataDirOf('temporal');
  const pid = await killAndWait(system, server);
  // the launcher restarts a server at once, unless what it needs is missing
  renameSync(neededToStart, `${neededToStart}.away`);
  try {
    await pause(ms);
  } finally {
    rmSync(neededToStart, { recursive: true, force: true }); // an attempt to start may have created it again
    renameSync(`${neededToStart}.away`, neededToStart);
  }
  await system.waitUntilRestarted(server, pid, SERVER_RESTART_MS);
  return {
    action: `${server} killed and down for ${ms / 1000} s`,
    problems: faultAnswers.slice(before500).map((request) => `answered with a fault: ${request}`),
  };
}

/** Kills NATS and deletes the data of JetStream, as a power cut may do. */
export async function deleteNatsStore({ system }: FaultContext): Promise<FaultReport> {
  const config = natsConfig(system);
  const store = join(system.dataDirOf('nats'), 'jetstream');
  renameSync(config, `${config}.away`); // without it, NATS is not restarted before its store is deleted
  const pid = await killAndWait(system, 'nats');
  const problems = existsSync(store) ? [] : ['there was no store to delete'];
  rmSync(store, { recursive: true, force: true });
  renameSync(`${config}.away`, config);
  await system.waitUntilRestarted('nats', pid, SERVER_RESTART_MS);
  return { action: 'NATS killed, its store deleted', problems };
}

/** Pauses MongoDB: the system must report that it is not ready, stay alive, and restart no service. */
export async function pauseDatabase({ system, long }: FaultContext): Promise<FaultReport> {
  const ms = long ? 20_000 : 12_000;
  const pidsBefore = await servicePids(system);
  const mongoPid = await system.signal('mongo', 'SIGSTOP');
  const pausedAt = performance.now();
  const becameUnready = await becomesTrue(async () => (await system.healthStatus('health')) !== 200, ms);
  const liveStatus = await system.healthStatus('live');
  await pause(Math.max(0, ms - (performance.now() - pausedAt)));
  resume(mongoPid);
  await system.waitUntilHealthy();
  const problems: string[] = [];
  if (!becameUnready) problems.push('/health was still answered with 200');
  if (liveStatus !== 200) problems.push(`/live was answered with ${liveStatus}`);
  if (String(await servicePids(system)) !== String(pidsBefore)) problems.push('a service was restarted');
  return {
    action: `the database paused for ${ms / 1000} s`,
    observed: problems.length === 0 ? 'not ready, alive, no service restarted' : undefined,
    problems,
  };
}

function natsConfig(system: FaultSystem): string {
  return join(system.dataDirOf('nats'), 'nats.conf');
}

async function killAndWait(system: FaultSystem, server: 'nats' | 'temporal'): Promise<number> {
  const pid = await system.kill(server);
  await waitUntil(`${server} is dead`, () => !isRunning(pid), 5_000);
  return pid;
}

async function servicePids(system: FaultSystem): Promise<(number | undefined)[]> {
  return Promise.all(SERVICES.map((service) => system.pid(service)));
}
