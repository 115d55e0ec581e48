import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Db } from 'mongodb';
import type { ArmedFault, FaultMatch } from '@comptoir/kit';
import { startTestSystem, readInstallationFile, replaceFile, type TestSystem } from '@comptoir/deploy/testing';

/** The rooms that answer messages. */
export const ROOMS = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'] as const;
/** Everything that can die. */
export const PROCESSES = [...ROOMS, 'worker', 'gateway', 'nats', 'temporal', 'mongo'] as const;
/** The name of a process of the house. */
export type ProcessName = (typeof PROCESSES)[number];

/** How long an order waits for a manager in a shop of faults. */
export const APPROVAL_SECONDS = 40;

/** Waits until `look` finds something; fails with what was waited for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  withinMs = 60_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await pause(25);
  }
}

/** Lets time pass: the length of a fault, never a wait for a condition. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens a house; once more where a busy machine did not get it open in time. */
async function opened(env: NodeJS.ProcessEnv, builtIn: string | undefined): Promise<TestSystem> {
  return startTestSystem(env, builtIn).catch((error: Error) => {
    if (!error.message.includes('not ready')) throw error;
    return startTestSystem(env, builtIn);
  });
}

/** A whole shop whose rooms make faults when told to. */
export class FaultSystem {
  private readonly armed = new Map<string, ArmedFault[]>();
  private fixture = 0;
  private closed = false;

  private constructor(
    readonly system: TestSystem,
    readonly temporal: Client,
    private readonly connection: Connection,
    private readonly folder: string,
    /** How long the checks wait for what must come: a minute, as the checks say; less where it is expected not to come. */
    readonly patienceMs: number,
  ) {}

  /** Opens a shop; `builtIn` is another built repository than this one. */
  static async open(builtIn?: string, patienceMs = 60_000): Promise<FaultSystem> {
    const folder = await mkdtemp(join(tmpdir(), 'comptoir-faults-'));
    mkdirSync(folder, { recursive: true });
    const system = await opened(
      {
        COMPTOIR_TEST_INSTALLATION: '1',
        COMPTOIR_FAULTS: JSON.stringify({ folder }),
        COMPTOIR_APPROVAL_SECONDS: String(APPROVAL_SECONDS),
        LOG_LEVEL: 'warn',
      },
      builtIn,
    );
    const connection = Connection.lazy({ address: system.shop.temporalAddress });
    return new FaultSystem(system, new Client({ connection }), connection, folder, patienceMs);
  }

  /** A new id for a fault. */
  nextId(): string {
    this.fixture += 1;
    return `f${this.fixture}`;
  }

  /** Arms a fault in the process its subject belongs to, or in the one named; answers its id. */
  arm(fault: Omit<ArmedFault, 'id'>, process = fault.subject.split('.')[0] as string): string {
    const id = this.nextId();
    this.write(process, [...(this.armed.get(process) ?? []), { ...fault, id }]);
    return id;
  }

  /** Takes faults back; those that hold something let it go on. */
  disarm(...ids: readonly string[]): void {
    for (const [process, faults] of this.armed) {
      const kept = faults.filter((one) => !ids.includes(one.id));
      if (kept.length < faults.length) this.write(process, kept);
    }
  }

  /** Takes every fault back. */
  disarmAll(): void {
    for (const process of this.armed.keys()) this.write(process, []);
  }

  private write(process: string, faults: ArmedFault[]): void {
    this.armed.set(process, faults);
    replaceFile(join(this.folder, `${process}.json`), JSON.stringify(faults));
  }

  /** What matched so far. */
  matches(process: string): FaultMatch[] {
    const file = join(this.folder, `${process}.hits`);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1); // what follows the last line's end is still being written
    return lines.map((line) => JSON.parse(line) as FaultMatch);
  }

  /** How often a fault has hit. */
  hits(id: string): number {
    for (const process of this.armed.keys()) {
      const count = this.matches(process).filter((one) => one.id === id && one.hit).length;
      if (count > 0) return count;
    }
    return 0;
  }

  /** Kills a process with SIGKILL; answers its process id. */
  async kill(name: ProcessName): Promise<number> {
    const pid = await until(`${name} runs`, () => this.pid(name));
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Sends a signal to a process; answers its process id. */
  async signal(name: ProcessName, signal: NodeJS.Signals): Promise<number> {
    const pid = await until(`${name} runs`, () => this.pid(name));
    process.kill(pid, signal);
    return pid;
  }

  /** The present process id. */
  async pid(name: ProcessName): Promise<number | undefined> {
    return (await readInstallationFile(this.system.dataDir))?.pids[name];
  }

  /** Waits until the process that was `before` has been started again and a sale can be made. */
  async back(name: ProcessName, before: number, withinMs = 90_000): Promise<void> {
    await until(
      `${name} is started again`,
      async () => ((await this.pid(name)) === before ? undefined : true),
      withinMs,
    );
    await this.well(withinMs);
  }

  /** Waits until a sale can be made. */
  async well(withinMs = 90_000): Promise<void> {
    await until('the shop is well', async () => ((await this.health()) === 200 ? true : undefined), withinMs);
  }

  /** The status of the health page; 0 when nobody answers. */
  async health(path = 'health'): Promise<number> {
    return fetch(new URL(`/api/v1/${path}`, this.system.shop.url), { signal: AbortSignal.timeout(8_000) }).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => 0,
    );
  }

  /** A room's database, to be read. */
  db(room: string): Db {
    return this.system.mongo.db(`comptoir_${room}`);
  }

  /** The folder of a server's data. */
  dataOf(server: string): string {
    return join(this.system.dataDir, server);
  }

  /** Stops everything and deletes its data. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.disarmAll();
    await this.connection.close();
    await this.system.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
