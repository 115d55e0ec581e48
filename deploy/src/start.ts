import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { demoUsers, fillDemoShop } from './demo-shop.js';
import { Ended, endingSignal, unlessEnding } from './ending.js';
import { beginAnew } from './fresh.js';
import { housePlans } from './house.js';
import { endLeftovers, forgetProcess, livingProcess, noteProcess } from './leftovers.js';
import { serversDir } from './paths.js';
import { PlainFailure } from './plain-failure.js';
import { PortBook, freePort, portIsFree } from './ports.js';
import { type Servers, serverEnv, startServers } from './servers/start-servers.js';
import { type ShopFile, readShopFile, removeShopFile, writeShopFile } from './shop-file.js';
import { type StartFlags, parseStartFlags, startHelp } from './start-flags.js';
import { type Say, sayAloud, step } from './steps.js';
import { Supervisor } from './supervise.js';
import { answersHttp, until } from './waiting.js';

const launcherName = 'launcher';

/** `npm start`: brings the shop up, keeps it up, and stops it in order when told to. */
export async function main(args: string[]): Promise<number> {
  const flags = parseStartFlags(args, process.env);
  const say = sayAloud;
  if (flags.help) {
    say(startHelp);
    return 0;
  }
  const ending = endingSignal();
  const runDir = join(flags.dataDir, 'run');
  const begunAt = performance.now();
  const port = await prepare(flags, runDir, say, ending);
  let shop: ShopFile | undefined;
  const saveShop = (): void => {
    if (shop) writeShopFile(flags.dataDir, { ...shop, pids: pidsOf(supervisor) });
  };
  const longestPauseMs = process.env['COMPTOIR_TEST_SHOP'] === '1' ? 500 : undefined; // a test shop's processes die often, and on purpose
  const supervisor = new Supervisor({ dataDir: flags.dataDir, say, longestPauseMs, onRestart: saveShop });
  try {
    shop = await unlessEnding(bringUp(flags, port, supervisor, say, ending), ending);
    saveShop();
    if (flags.demo) await unlessEnding(fillDemo(shop.url, say), ending);
    sayWhere(shop, flags, begunAt, say);
    if (!ending.aborted) await once(ending, 'abort');
  } catch (thrown) {
    if (!(thrown instanceof Ended)) throw thrown;
  } finally {
    shop = undefined;
    await stopAll(supervisor, flags.dataDir, runDir, say);
  }
  return 0;
}

/** Everything that can be refused before anything is started; answers the gateway's port. */
async function prepare(flags: StartFlags, runDir: string, say: Say, ending: AbortSignal): Promise<number> {
  const running = await livingProcess(runDir, launcherName);
  if (running !== undefined) {
    const where = (await readShopFile(flags.dataDir))?.url;
    throw new PlainFailure(
      `A shop already runs on ${flags.dataDir} (process ${running}${where ? `, ${where}` : ''}): stop it first, or choose another folder with --data.`,
    );
  }
  const ended = await endLeftovers(runDir, launcherName);
  if (ended.length > 0) say(`ended what an earlier start left behind: ${ended.join(', ')}`);
  await removeShopFile(flags.dataDir);
  if (flags.port !== 0 && !(await portIsFree(flags.port))) {
    throw new PlainFailure(
      `Port ${flags.port} is in use by another program: stop that one, or choose another port, as in PORT=${flags.port === 8080 ? 8081 : 8080} npm start.`,
    );
  }
  if (flags.fresh) await beginAnew(flags, process.env, say, ending);
  await mkdir(flags.dataDir, { recursive: true, mode: 0o700 });
  await noteProcess(runDir, launcherName, process.pid);
  return flags.port === 0 ? freePort() : flags.port;
}

async function bringUp(
  flags: StartFlags,
  port: number,
  supervisor: Supervisor,
  say: Say,
  ending: AbortSignal,
): Promise<ShopFile> {
  const { dataDir, demo } = flags;
  const ports = await PortBook.open(join(dataDir, 'ports.json'));
  const servers = await startServers({ env: process.env, dataDir, serversDir, ports, say, ending }, supervisor);
  const env = {
    ...serverEnv(servers),
    PORT: String(port),
    ...(demo ? { COMPTOIR_DEMO: '1', COMPTOIR_SEED_USERS: JSON.stringify(demoUsers) } : {}),
  };
  await Promise.all(housePlans(env).map((plan) => step(say, plan.name, () => supervisor.start(plan))));
  const url = `http://localhost:${port}`;
  await step(say, 'a sale can be made', () => healthy(url));
  return describeShop(url, servers, supervisor);
}

async function healthy(url: string): Promise<void> {
  const address = `${url}/api/v1/health`;
  if (await until(() => answersHttp(address), 60_000)) return;
  const answer = await fetch(address).then(
    (response) => response.text(),
    (error: Error) => error.message,
  );
  throw new PlainFailure(`The shop is not able to make a sale after 60 s, as ${address} says: ${answer.slice(0, 600)}`);
}

async function fillDemo(url: string, say: Say): Promise<void> {
  await step(say, 'the demo shop is filled', () => fillDemoShop(url, say));
}

function describeShop(url: string, { mongo, nats, temporal }: Servers, supervisor: Supervisor): ShopFile {
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

function sayWhere(shop: ShopFile, flags: StartFlags, begunAt: number, say: Say): void {
  say(`\nThe shop is open, after ${((performance.now() - begunAt) / 1000).toFixed(1)} s.\n`);
  say(`  pages              ${shop.url}`);
  say(`  API documentation  ${shop.docsUrl}`);
  if (shop.temporalPages) say(`  workflows          ${shop.temporalPages}`);
  say(`  database           ${shop.database}`);
  say(`  data and logs      ${flags.dataDir}`);
  if (flags.demo) {
    say('\n  demo users');
    for (const { role, email, password } of demoUsers) say(`    ${role.padEnd(10)} ${email.padEnd(28)} ${password}`);
  }
  say('\nCtrl-C stops it.');
}

async function stopAll(supervisor: Supervisor, dataDir: string, runDir: string, say: Say): Promise<void> {
  await step(say, 'everything is stopped', () => supervisor.stop());
  await removeShopFile(dataDir);
  await forgetProcess(runDir, launcherName);
}
