import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually as repeatUntilHolds } from '@comptoir/kit/eventually';
import { MongoClient } from 'mongodb';
import { clientOf, signIn, type ApiAnswer, type ApiClient } from './api-client.js';
import { demoUsers } from './demo-shop.js';
import { rootDir } from './paths.js';
import { until } from './waiting.js';
import { readInstallationFile, type InstallationFile } from './installation-file.js';

type Six<T> = [T, T, T, T, T, T];

/** A complete installation, run by the launcher as `npm start` does, on servers and in a folder of its own. */
export interface TestSystem {
  readonly shop: InstallationFile;
  /** Where its servers keep their data and its processes their logs. */
  readonly dataDir: string;
  readonly owner: ApiClient;
  readonly manager: ApiClient;
  readonly cashier: ApiClient;
  readonly accountant: ApiClient;
  readonly stockKeeper: ApiClient;
  readonly auditor: ApiClient;
  readonly nobody: ApiClient;
  readonly token: (role: string) => Promise<string>;
  readonly mongo: MongoClient;
  /** The present process id of a process. */
  pid(name: string): Promise<number>;
  output(): string;
  close(): Promise<void>;
}

/** Starts an installation without demo products, with people of every role; `builtIn` is the folder of a built repository, by default this one. */
export async function startTestSystem(env: NodeJS.ProcessEnv = {}, builtIn = rootDir): Promise<TestSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-system-'));
  const own = { COMPTOIR_MONGO_URL: undefined, COMPTOIR_NATS_URL: undefined, COMPTOIR_TEMPORAL_ADDRESS: undefined };
  const child: ChildProcess = spawn(
    process.execPath,
    [join(builtIn, 'deploy/dist/src/cli.js'), 'start', '--no-demo', '--data', dataDir],
    {
      cwd: builtIn,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...own,
        MONGOMS_RUNTIME_DOWNLOAD: 'false',
        PORT: '0',
        COMPTOIR_AUDIT_SHARE: '100', // nobody waits for a till
        COMPTOIR_SEED_USERS: JSON.stringify(demoUsers),
        ...env,
      },
    },
  );
  let text = '';
  let exited = false;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve((exited = true) as never)));
  const isOpen = async (): Promise<boolean> => exited || text.includes('The shop is open');
  await until(isOpen, 90_000);
  const shop = exited ? undefined : await readInstallationFile(dataDir);
  if (!shop) throw new Error(`the system did not start: ${text}`);
  const people = await Promise.all(demoUsers.map(({ email, password }) => signIn(shop.url, email, password)));
  const mongo = await new MongoClient(shop.mongoUrl).connect();
  const token = async (role: string): Promise<string> => {
    const user = demoUsers.find((one) => one.role === role);
    return (await clientOf(shop.url).post('/auth/login', { email: user?.email, password: user?.password })).accessToken;
  };
  const [owner, manager, cashier, accountant, stockKeeper, auditor] = people as Six<ApiClient>;
  return {
    shop,
    dataDir,
    owner,
    manager,
    cashier,
    accountant,
    stockKeeper,
    auditor,
    nobody: clientOf(shop.url),
    token,
    mongo,
    async pid(name) {
      const pid = (await readInstallationFile(dataDir))?.pids[name];
      if (pid === undefined) throw new Error(`no process ${name}`);
      return pid;
    },
    output: () => text,
    async close() {
      await mongo.close();
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Repeats the assertion until it holds; fails with its last error after 20 s, for a whole system is slower than a service. */
export function eventually<T>(assertion: () => Promise<T> | T, withinMs = 20_000): Promise<T> {
  return repeatUntilHolds(assertion, withinMs);
}

export type { ApiAnswer };
