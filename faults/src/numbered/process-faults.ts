import { setTimeout as pause } from 'node:timers/promises';
import { SERVICES } from '@comptoir/contracts';
import { isRunning, resume, type ProcessName } from '../processes.js';
import { becomesTrue } from '../waiting.js';
import type { FaultContext, FaultReport } from './fault-context.js';

/** Kills each service once at the given point of a command, one service after the other. */
export async function killServices(
  { system, random }: FaultContext,
  point: 'committing' | 'committed',
): Promise<FaultReport> {
  const killed: string[] = [];
  for (const service of random.sample(SERVICES, SERVICES.length)) {
    const previousPid = await system.pid(service);
    const faultId = system.arm({ subject: '*', point, action: 'kill', skip: random.below(4) }, service);
    const wasKilled = await becomesTrue(() => system.hitCount(faultId) > 0, 20_000);
    system.disarm(faultId);
    if (!wasKilled) continue; // the load had no command for it
    killed.push(service);
    await system.waitUntilRestarted(service, previousPid as number);
  }
  const when = point === 'committing' ? 'before a commit' : 'between commit and reply';
  return {
    action: `${killed.join(', ')} killed with -9 ${when}`,
    problems: killed.length < 3 ? ['fewer than three services had a command to commit'] : [],
  };
}

/** Kills processes at once and waits until each is restarted. */
export async function killProcesses({ system }: FaultContext, names: readonly ProcessName[]): Promise<FaultReport> {
  const pids = await Promise.all(names.map((name) => system.kill(name)));
  for (const [index, name] of names.entries()) await system.waitUntilRestarted(name, pids[index] as number);
  return { action: `${names.join(', ')} killed with -9` };
}

/** Pauses a process with SIGSTOP for `ms` and waits until the system is healthy. */
export async function pauseProcess({ system }: FaultContext, name: ProcessName, ms: number): Promise<FaultReport> {
  const pid = await system.signal(name, 'SIGSTOP');
  await pause(ms);
  resume(pid);
  await system.waitUntilHealthy();
  return { action: `${name} paused for ${ms / 1000} s` };
}

/** Sends SIGTERM to each process in turn: each must stop within ten seconds and is restarted. */
export async function terminateEach({ system }: FaultContext): Promise<FaultReport> {
  const durations: string[] = [];
  const problems: string[] = [];
  for (const name of [...SERVICES, 'worker', 'gateway'] as const) {
    const pid = await system.signal(name, 'SIGTERM');
    const startedAt = performance.now();
    const stopped = await becomesTrue(() => !isRunning(pid), 15_000);
    const seconds = (performance.now() - startedAt) / 1000;
    durations.push(`${name} ${seconds.toFixed(1)} s`);
    if (!stopped || seconds > 10.5) problems.push(`${name} took ${seconds.toFixed(1)} s to stop`);
    await system.waitUntilRestarted(name, pid);
  }
  return { action: 'SIGTERM sent to each process under load', observed: durations.join(', '), problems };
}
