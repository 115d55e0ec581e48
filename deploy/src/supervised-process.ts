import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { removeProcess, storeProcess } from './orphan-processes.js';
import { CliError } from './cli-error.js';
import type { Logger } from './logger.js';
import type { ProcessPlan } from './supervise.js';
import { until } from './waiting.js';

type ProcessOptions = {
  runDir: string;
  logFile: string;
  log: Logger;
  firstPauseMs: number;
  longestPauseMs: number;
  stopWithinMs: number;
  onRestart: (() => void) | undefined;
};

/** After this time a process counts as healthy: its next restart has the shortest pause. */
const wellAfterMs = 60_000;

/** One process under supervision: started, awaited, started again when it dies, stopped. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<string> = Promise.resolve('never started');
  private readonly endSignal = new AbortController();
  private deaths = 0;
  private restarting: Promise<void> = Promise.resolve();

  constructor(
    readonly plan: ProcessPlan,
    private readonly options: ProcessOptions,
  ) {}

  get stage(): number {
    return this.plan.stage;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it, waits until it is ready, and from then on starts it again whenever it dies. */
  async start(): Promise<void> {
    const outcome = await this.launch();
    if (outcome !== 'ready') throw new CliError(await this.whyNotUp(outcome));
    this.watch(performance.now());
  }

  /** From now on its end is expected, and it is not restarted. */
  expectEnd(): void {
    this.endSignal.abort();
  }

  /** Sends SIGTERM, and SIGKILL when the process does not end in time. */
  async stop(): Promise<void> {
    this.expectEnd();
    await this.restarting;
    const child = this.child;
    if (!child?.pid) return;
    child.kill('SIGTERM');
    const kill = setTimeout(() => killGroup(child), this.options.stopWithinMs);
    await this.ended;
    clearTimeout(kill);
  }

  /** Resolves to 'ready', or to the reason why it is not. */
  private async launch(): Promise<string> {
    const child = this.spawn();
    this.child = child;
    const said = new Promise<void>((resolve) => {
      child.on('message', (message) => {
        if ((message as { type?: unknown }).type === 'ready') resolve();
      });
    });
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not be run (${error.message})`));
      child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`));
    });
    void this.ended.then(() => this.forget(child));
    if (child.pid !== undefined) await storeProcess(this.options.runDir, this.plan.name, child.pid);
    return this.readiness(said);
  }

  private async readiness(said: Promise<void>): Promise<string> {
    const { ready, readyWithinMs } = this.plan;
    const over = new AbortController();
    const late = `was not ready after ${Math.round(readyWithinMs / 1000)} s`;
    const timer = setTimeout(() => over.abort(), readyWithinMs);
    const timeIsOver = new Promise<string>((resolve) => over.signal.addEventListener('abort', () => resolve(late)));
    const stopped = new Promise<string>((resolve) =>
      this.endSignal.signal.addEventListener('abort', () => resolve('was stopped')),
    );
    const isReady =
      ready === 'message'
        ? said.then(() => 'ready')
        : until(ready, readyWithinMs, over.signal).then((yes) => (yes ? 'ready' : late));
    const outcome = await Promise.race([isReady, this.ended, timeIsOver, stopped]);
    clearTimeout(timer);
    over.abort();
    return outcome;
  }

  private spawn(): ChildProcess {
    const { command, args, env, ready } = this.plan;
    mkdirSync(dirname(this.options.logFile), { recursive: true });
    const log = openSync(this.options.logFile, 'a');
    try {
      // Its own process group: a Ctrl-C at the terminal reaches the launcher alone, which then stops everything in order.
      return spawn(command, args, {
        env: { ...process.env, ...env },
        detached: true,
        stdio: ready === 'message' ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
      });
    } finally {
      closeSync(log);
    }
  }

  private async forget(child: ChildProcess): Promise<void> {
    if (this.child === child) this.child = undefined;
    await removeProcess(this.options.runDir, this.plan.name);
  }

  private watch(readySince: number): void {
    void this.ended.then((how) => {
      if (this.endSignal.signal.aborted) return;
      if (performance.now() - readySince > wellAfterMs) this.deaths = 0;
      this.restarting = this.startAgain(how);
    });
  }

  private async startAgain(how: string): Promise<void> {
    let outcome = how;
    while (outcome !== 'ready') {
      await this.logAndPause(outcome);
      if (this.endSignal.signal.aborted) return;
      outcome = await this.launch();
      if (this.endSignal.signal.aborted) return;
      if (outcome !== 'ready' && this.child) killGroup(this.child);
      if (outcome !== 'ready') await this.ended;
    }
    this.options.log(`${this.plan.name} runs again`);
    this.options.onRestart?.();
    this.watch(performance.now());
  }

  private async logAndPause(how: string): Promise<void> {
    this.deaths += 1;
    const pauseMs = Math.min(this.options.firstPauseMs * 2 ** (this.deaths - 1), this.options.longestPauseMs);
    const times = this.deaths > 1 ? `, ${this.deaths} times in a row` : '';
    this.options.log(`${this.plan.name} ${how}${times}; it is started again in ${pauseMs / 1000} s`);
    if (this.deaths >= 3) this.options.log(await this.lastLogLines());
    await pause(pauseMs, undefined, { signal: this.endSignal.signal }).catch(() => undefined);
  }

  private async whyNotUp(outcome: string): Promise<string> {
    return `${this.plan.name} did not come up: it ${outcome}. Its log says why:\n${await this.lastLogLines()}`;
  }

  private async lastLogLines(): Promise<string> {
    const text = await readFile(this.options.logFile, 'utf8').catch(() => '');
    const lines = text.trim().split('\n').slice(-8);
    return [...lines.map((line) => `    ${line}`), `    (${this.options.logFile})`].join('\n');
  }
}

function killGroup(child: ChildProcess): void {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
