import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestCounts, countsLine, exitCodeOf } from './count-tests.js';
import { ShutdownRequested, shutdownSignal, unlessShuttingDown } from './shutdown.js';
import { serversDir } from './paths.js';
import { PortRegistry } from './port-registry.js';
import { startContainers } from './servers/containers.js';
import { serverEnv, startServers } from './servers/start-servers.js';
import { logToTerminal, step } from './logger.js';
import { Supervisor } from './supervise.js';
import { jest, lint, TOGETHER } from './tools.js';

/** `npm test`: lint, then every test on real servers. With arguments, which are passed to jest, only the tests they name. The last line counts the tests. */
export async function main(args: string[]): Promise<number> {
  const shutdown = shutdownSignal();
  const lintCode = args.length > 0 ? 0 : await linted(shutdown);
  try {
    const counts = await onServers(shutdown, (env) =>
      jest(args, env, shutdown, args.length > 0 ? undefined : TOGETHER),
    );
    if (lintCode !== 0) logToTerminal('The lint found faults (see above), so the run is not good.');
    logToTerminal(countsLine(counts));
    return lintCode === 0 ? exitCodeOf(counts) : 1;
  } catch (thrown) {
    if (thrown instanceof ShutdownRequested) return 1;
    throw thrown;
  }
}

function linted(shutdown: AbortSignal): Promise<number> {
  const said = (code: number): string => (code === 0 ? 'lint good' : 'lint not good: see above');
  return step(logToTerminal, said, () => lint(shutdown));
}

/** Test containers where Docker and the images are available, else servers as `npm start` finds them, in a folder of their own. */
async function onServers(
  shutdown: AbortSignal,
  run: (env: Record<string, string>) => Promise<TestCounts>,
): Promise<TestCounts> {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-test-'));
  const supervisor = new Supervisor({ dataDir, log: logToTerminal });
  const containers = await startContainers(process.env, logToTerminal);
  try {
    const env = { ...process.env, ...containers?.env };
    const ports = await PortRegistry.open(join(dataDir, 'ports.json'));
    const servers = await unlessShuttingDown(
      startServers({ env, dataDir, serversDir, ports, log: logToTerminal, shutdown }, supervisor),
      shutdown,
    );
    return await unlessShuttingDown(run(serverEnv(servers)), shutdown);
  } finally {
    await supervisor.stop();
    await containers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
