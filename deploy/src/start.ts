import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { demoUsers, fillDemoShop } from './demo-shop.js';
import { ShutdownRequested, shutdownSignal, unlessShuttingDown } from './shutdown.js';
import { resetData } from './reset-data.js';
import { processPlans, systemProcesses } from './system-processes.js';
import { endOrphanProcesses, removeProcess, storedProcess, storeProcess } from './orphan-processes.js';
import { serversDir } from './paths.js';
import { CliError } from './cli-error.js';
import { PortRegistry, freePort, portIsFree } from './port-registry.js';
import { type Servers, serverEnv, startServers } from './servers/start-servers.js';
import {
  type InstallationFile,
  readInstallationFile,
  removeInstallationFile,
  writeInstallationFile,
} from './installation-file.js';
import { type StartFlags, parseStartFlags, startHelp } from './start-flags.js';
import { type Logger, logToTerminal, step } from './logger.js';
import { readLauncherSettings } from './settings.js';
import { Supervisor } from './supervise.js';
import { answersHttp, until } from './waiting.js';

const launcherName = 'launcher';

/** What a command does beside keeping the system running. */
export type RunningSystem = {
  readonly url: string;
  readonly supervisor: Supervisor;
  readonly without: readonly string[];
  readonly log: Logger;
  readonly shutdown: AbortSignal;
};

/** `npm start`: starts an installation, keeps it running, and stops it in order. */
export function main(args: string[]): Promise<number> {
  return runSystem(args);
}

/** Starts an installation and keeps it running until the process is told to end; `onOpen` runs once it is open. */
export async function runSystem(args: string[], onOpen?: (system: RunningSystem) => Promise<void>): Promise<number> {
  const flags = parseStartFlags(args, process.env);
  const log = logToTerminal;
  if (flags.help) {
    log(startHelp);
    return 0;
  }
  const shutdown = shutdownSignal();
  const runDir = join(flags.dataDir, 'run');
  const begunAt = performance.now();
  const port = await prepare(flags, runDir, log, shutdown);
  let shop: InstallationFile | undefined;
  const saveInstallation = (): void => {
    if (shop) writeInstallationFile(flags.dataDir, { ...shop, pids: pidsOf(supervisor) });
  };
  const longestPauseMs = readLauncherSettings(process.env).COMPTOIR_TEST_INSTALLATION === '1' ? 500 : undefined; // its processes are killed often, on purpose
  const supervisor = new Supervisor({ dataDir: flags.dataDir, log, longestPauseMs, onRestart: saveInstallation });
  try {
    shop = await unlessShuttingDown(startSystem(flags, port, supervisor, log, shutdown), shutdown);
    saveInstallation();
    if (flags.demo) await unlessShuttingDown(fillDemo(shop.url, log), shutdown);
    logAddresses(shop, flags, begunAt, log);
    await onOpen?.({ url: shop.url, supervisor, without: flags.without, log, shutdown });
    if (!shutdown.aborted) await once(shutdown, 'abort');
  } catch (thrown) {
    if (!(thrown instanceof ShutdownRequested)) throw thrown;
  } finally {
    shop = undefined;
    await stopAll(supervisor, flags.dataDir, runDir, log);
    for (const name of flags.without) await rm(environmentFile(runDir, name), { force: true });
  }
  return 0;
}

/** Everything that can be refused before anything is started; returns the gateway's port. */
async function prepare(flags: StartFlags, runDir: string, log: Logger, shutdown: AbortSignal): Promise<number> {
  const running = await storedProcess(runDir, launcherName);
  if (running !== undefined) {
    const where = (await readInstallationFile(flags.dataDir))?.url;
    throw new CliError(
      `A shop already runs on ${flags.dataDir} (process ${running}${where ? `, ${where}` : ''}): stop it first, or choose another folder with --data.`,
    );
  }
  const ended = await endOrphanProcesses(runDir, launcherName);
  if (ended.length > 0) log(`ended what an earlier start left behind: ${ended.join(', ')}`);
  await removeInstallationFile(flags.dataDir);
  if (flags.port !== 0 && !(await portIsFree(flags.port))) {
    throw new CliError(
      `Port ${flags.port} is in use by another program: stop that one, or choose another port, as in PORT=${flags.port === 8080 ? 8081 : 8080} npm start.`,
    );
  }
  if (flags.fresh) await resetData(flags, process.env, log, shutdown);
  await mkdir(flags.dataDir, { recursive: true, mode: 0o700 });
  await storeProcess(runDir, launcherName, process.pid);
  return flags.port === 0 ? freePort() : flags.port;
}

async function startSystem(
  flags: StartFlags,
  port: number,
  supervisor: Supervisor,
  log: Logger,
  shutdown: AbortSignal,
): Promise<InstallationFile> {
  const { dataDir, demo } = flags;
  const ports = await PortRegistry.open(join(dataDir, 'ports.json'));
  const servers = await startServers({ env: process.env, dataDir, serversDir, ports, log, shutdown }, supervisor);
  const env = {
    ...serverEnv(servers),
    PORT: String(port),
    ...(demo ? { COMPTOIR_DEMO: '1', COMPTOIR_SEED_USERS: JSON.stringify(demoUsers) } : {}),
  };
  const plans = processPlans(env, flags.without);
  await Promise.all(plans.map((plan) => step(log, plan.name, () => supervisor.start(plan))));
  const url = `http://localhost:${port}`;
  for (const name of flags.without) await describeLeftOut(name, env, join(dataDir, 'run'), log);
  const withinMs = flags.without.length > 0 ? Number.POSITIVE_INFINITY : 60_000; // somebody starts the rest by hand
  await step(log, 'a sale can be made', () => healthy(url, withinMs, shutdown));
  return describeInstallation(url, servers, supervisor);
}

function environmentFile(runDir: string, name: string): string {
  return join(runDir, `${name}.env`);
}

/** Prints how to run a process that was left out; its environment is in a file. */
async function describeLeftOut(name: string, env: Record<string, string>, runDir: string, log: Logger): Promise<void> {
  const file = environmentFile(runDir, name);
  const lines = Object.entries(env).map(([key, value]) => `${key}='${value}'`);
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const { entry } = systemProcesses.find((one) => one.name === name)!;
  log(`\n${name} was left out. Start it yourself, for example in a debugger:`);
  log(`  node_modules/.bin/node --env-file='${file}' --inspect --enable-source-maps ${entry}\n`);
}

async function healthy(url: string, withinMs: number, shutdown: AbortSignal): Promise<void> {
  const address = `${url}/api/v1/health`;
  if (await until(() => answersHttp(address), withinMs, shutdown)) return;
  if (shutdown.aborted) throw new ShutdownRequested();
  const answer = await fetch(address).then(
    (response) => response.text(),
    (error: Error) => error.message,
  );
  throw new CliError(`The shop is not able to make a sale after 60 s, as ${address} says: ${answer.slice(0, 600)}`);
}

async function fillDemo(url: string, log: Logger): Promise<void> {
  await step(log, 'the demo shop is filled', () => fillDemoShop(url, log));
}

function describeInstallation(
  url: string,
  { mongo, nats, temporal }: Servers,
  supervisor: Supervisor,
): InstallationFile {
  return {
    url,
    docsUrl: `${url}/api/v1/docs`,
    ...(temporal.pages ? { temporalPages: temporal.pages } : {}),
    mongoUrl: mongo.url,
    natsUrl: nats.url,
    temporalAddress: temporal.url,
    database: mongo.describe,
    pids: pidsOf(supervisor),
  };
}

function pidsOf(supervisor: Supervisor): Record<string, number> {
  return { [launcherName]: process.pid, ...supervisor.pids() };
}

function logAddresses(shop: InstallationFile, flags: StartFlags, begunAt: number, log: Logger): void {
  log(`\nThe shop is open, after ${((performance.now() - begunAt) / 1000).toFixed(1)} s.\n`);
  log(`  pages              ${shop.url}`);
  log(`  API documentation  ${shop.docsUrl}`);
  if (shop.temporalPages) log(`  workflows          ${shop.temporalPages}`);
  log(`  database           ${shop.database}`);
  log(`  data and logs      ${flags.dataDir}`);
  if (flags.demo) {
    log('\n  demo users');
    for (const { role, email, password } of demoUsers) log(`    ${role.padEnd(11)} ${email.padEnd(28)} ${password}`);
  }
  log('\nCtrl-C stops it.');
}

async function stopAll(supervisor: Supervisor, dataDir: string, runDir: string, log: Logger): Promise<void> {
  await step(log, 'everything is stopped', () => supervisor.stop());
  await removeInstallationFile(dataDir);
  await removeProcess(runDir, launcherName);
}
