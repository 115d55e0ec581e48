import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Db } from 'mongodb';
import type { ArmedFault, FaultMatch } from '@comptoir/kit';
import {
  eventually,
  readInstallationFile,
  replaceFile,
  startTestSystem,
  type TestSystem,
} from '@comptoir/deploy/testing';
import { serviceOf, type ProcessName } from './processes.js';
import { waitUntil } from './waiting.js';

/** How long an order waits for a manager's approval in a fault system, seconds. */
export const APPROVAL_SECONDS = 40;
const RESTART_MS = 90_000;
const PREPARATION_ATTEMPTS = 5;

/** A complete test system whose processes make faults on request. */
export class FaultSystem {
  private readonly armed = new Map<string, ArmedFault[]>();
  private lastFaultNumber = 0;
  private closed = false;

  private constructor(
    readonly testSystem: TestSystem,
    readonly temporal: Client,
    private readonly connection: Connection,
    private readonly faultFolder: string,
    /** How long a check waits for an expected state, milliseconds. */
    readonly checkTimeoutMs: number,
  ) {}

  /** Starts a system from this repository, or from the built copy in `builtIn`. */
  static async start(builtIn?: string, checkTimeoutMs = 90_000): Promise<FaultSystem> {
    const faultFolder = await mkdtemp(join(tmpdir(), 'comptoir-faults-'));
    const testSystem = await startWithRetry(
      {
        COMPTOIR_TEST_INSTALLATION: '1',
        COMPTOIR_FAULTS: JSON.stringify({ folder: faultFolder }),
        COMPTOIR_APPROVAL_SECONDS: String(APPROVAL_SECONDS),
        COMPTOIR_GIVE_UP_SECONDS: '30',
        LOG_LEVEL: 'warn',
      },
      builtIn,
    );
    const connection = Connection.lazy({ address: testSystem.shop.temporalAddress });
    return new FaultSystem(testSystem, new Client({ connection }), connection, faultFolder, checkTimeoutMs);
  }

  /** Arms a fault in the service that owns its subject, or in the named process; returns the id of the fault. */
  arm(fault: Omit<ArmedFault, 'id'>, process: string = serviceOf(fault.subject)): string {
    this.lastFaultNumber += 1;
    const id = `f${this.lastFaultNumber}`;
    this.writeArmed(process, [...(this.armed.get(process) ?? []), { ...fault, id }]);
    return id;
  }

  /** Disarms faults; a message that one of them holds continues. */
  disarm(...ids: readonly string[]): void {
    for (const [process, faults] of this.armed) {
      const kept = faults.filter((fault) => !ids.includes(fault.id));
      if (kept.length < faults.length) this.writeArmed(process, kept);
    }
  }

  /** Disarms every fault. */
  disarmAll(): void {
    for (const process of this.armed.keys()) this.writeArmed(process, []);
  }

  private writeArmed(process: string, faults: ArmedFault[]): void {
    this.armed.set(process, faults);
    replaceFile(join(this.faultFolder, `${process}.json`), JSON.stringify(faults));
  }

  /** The messages of a process that matched a fault so far. */
  matches(process: string): FaultMatch[] {
    const file = join(this.faultFolder, `${process}.hits`);
    if (!existsSync(file)) return [];
    // the text after the last line end is a line that is still being written
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as FaultMatch);
  }

  /** How often the faults were applied so far, in sum. */
  hitCount(...ids: readonly string[]): number {
    let count = 0;
    for (const process of this.armed.keys())
      count += this.matches(process).filter((match) => match.hit && ids.includes(match.id)).length;
    return count;
  }

  /** Kills a process with SIGKILL; returns its process id. */
  async kill(name: ProcessName): Promise<number> {
    return this.signal(name, 'SIGKILL');
  }

  /** Sends a signal to a process, once it runs; returns its process id. */
  async signal(name: ProcessName, signal: NodeJS.Signals): Promise<number> {
    const pid = await eventually(async () => {
      const current = await this.pid(name);
      if (current === undefined) throw new Error(`${name} does not run`);
      return current;
    }, 60_000);
    process.kill(pid, signal);
    return pid;
  }

  /** The current process id; undefined while the process does not run. */
  async pid(name: ProcessName): Promise<number | undefined> {
    return (await readInstallationFile(this.testSystem.dataDir))?.pids[name];
  }

  /** Waits until a process has another id than `previousPid` and the system is healthy. */
  async waitUntilRestarted(name: ProcessName, previousPid: number, withinMs = RESTART_MS): Promise<void> {
    await waitUntil(`${name} is started again`, async () => (await this.pid(name)) !== previousPid, withinMs);
    await this.waitUntilHealthy(withinMs);
  }

  /** Waits until the health endpoint answers 200, which means that a sale can be made. */
  async waitUntilHealthy(withinMs = RESTART_MS): Promise<void> {
    await waitUntil('the system is healthy', async () => (await this.healthStatus()) === 200, withinMs);
  }

  /** The HTTP status of a health endpoint; 0 when there is no answer. */
  async healthStatus(path: 'health' | 'live' = 'health'): Promise<number> {
    return fetch(new URL(`/api/v1/${path}`, this.testSystem.shop.url), { signal: AbortSignal.timeout(8_000) }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
  }

  /** Prepares test data; where concurrent faults make that fail, tries again once the system is healthy. */
  async prepare<T>(create: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await create();
      } catch (error) {
        if (attempt >= PREPARATION_ATTEMPTS) throw error;
        await this.waitUntilHealthy();
      }
    }
  }

  /** The database of a service, for reading only. */
  db(service: string): Db {
    return this.testSystem.mongo.db(`comptoir_${service}`);
  }

  /** The data folder of a server. */
  dataDirOf(server: string): string {
    return join(this.testSystem.dataDir, server);
  }

  /** Stops everything and deletes its data. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.disarmAll();
    await this.connection.close();
    await this.testSystem.close();
    rmSync(this.faultFolder, { recursive: true, force: true });
  }
}

/** Starts a test system; a second time where a busy machine did not get it ready in time. */
async function startWithRetry(env: NodeJS.ProcessEnv, builtIn: string | undefined): Promise<TestSystem> {
  return startTestSystem(env, builtIn).catch((error: Error) => {
    if (!error.message.includes('not ready')) throw error;
    return startTestSystem(env, builtIn);
  });
}
