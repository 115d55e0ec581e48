import { SERVICES } from '@comptoir/contracts';

/** Every process of the system that a fault can stop. */
export const PROCESSES = [...SERVICES, 'worker', 'gateway', 'nats', 'temporal', 'mongo'] as const;
/** The name of a process of the system. */
export type ProcessName = (typeof PROCESSES)[number];

/** The service that owns a subject: `inventory` for `inventory.holdStock`. */
export function serviceOf(subject: string): ProcessName {
  return subject.split('.')[0] as ProcessName;
}

/** Whether a process with this id exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Continues a process that was stopped with SIGSTOP; does nothing if it has died meanwhile. */
export function resume(pid: number): void {
  if (isRunning(pid)) process.kill(pid, 'SIGCONT');
}
