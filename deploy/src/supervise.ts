import { join } from 'node:path';
import { CliError } from './cli-error.js';
import { SupervisedProcess } from './supervised-process.js';
import type { Logger } from './logger.js';

/** How one process is started and when it counts as ready. */
export type ProcessPlan = {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** The process sends `{type: 'ready'}`, or a probe is called until it returns true. */
  ready: 'message' | (() => Promise<boolean>);
  readyWithinMs: number;
  /** Higher stages are stopped first. */
  stage: number;
};

/** Settings of a supervisor. */
export type SupervisorOptions = {
  dataDir: string;
  log: Logger;
  /** The first pause before a dead process is started again; it doubles up to `longestPauseMs`. */
  firstPauseMs?: number;
  longestPauseMs?: number;
  /** How long a process may take to stop before it is killed. */
  stopWithinMs?: number;
  /** Called whenever a process was started again. */
  onRestart?: () => void;
};

/** Starts processes, keeps them running, and stops them in order. */
export class Supervisor {
  private readonly processes = new Map<string, SupervisedProcess>();
  private stopping: Promise<void> | undefined;

  constructor(private readonly options: SupervisorOptions) {}

  /** Starts a process and waits until it is ready; throws CliError with the end of its log when it does not get there. */
  async start(plan: ProcessPlan): Promise<void> {
    if (this.stopping) throw new CliError('The shop is being stopped.');
    const {
      dataDir,
      log,
      firstPauseMs = 500,
      longestPauseMs = 30_000,
      stopWithinMs = 10_000,
      onRestart,
    } = this.options;
    const supervised = new SupervisedProcess(plan, {
      runDir: join(dataDir, 'run'),
      logFile: join(dataDir, 'logs', `${plan.name}.log`),
      log,
      firstPauseMs,
      longestPauseMs,
      stopWithinMs,
      onRestart,
    });
    this.processes.set(plan.name, supervised);
    await supervised.start();
  }

  /** Stops a process and starts it again, at once; throws CliError when it does not come up. */
  async restart(name: string): Promise<void> {
    const old = this.processes.get(name);
    if (!old) throw new CliError(`There is no process ${name}.`);
    await old.stop();
    await this.start(old.plan);
    this.options.onRestart?.();
  }

  /** The process id of each process that runs now. */
  pids(): Record<string, number> {
    const running = [...this.processes].map(([name, process]) => [name, process.pid] as const);
    return Object.fromEntries(running.filter((entry): entry is readonly [string, number] => entry[1] !== undefined));
  }

  /** Stops every process, highest stage first, and resolves when none is left. */
  stop(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  private async stopInOrder(): Promise<void> {
    const all = [...this.processes.values()];
    for (const process of all) process.expectEnd();
    const stages = [...new Set(all.map((process) => process.stage))].sort((a, b) => b - a);
    for (const stage of stages) {
      await Promise.all(all.filter((process) => process.stage === stage).map((process) => process.stop()));
    }
  }
}
