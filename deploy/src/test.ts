import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestCounts, countsLine, exitCodeOf } from './count-tests.js';
import { Ended, endingSignal, unlessEnding } from './ending.js';
import { serversDir } from './paths.js';
import { PortBook } from './ports.js';
import { startContainers } from './servers/containers.js';
import { serverEnv, startServers } from './servers/start-servers.js';
import { sayAloud, step } from './steps.js';
import { Supervisor } from './supervise.js';
import { jest, lint } from './tools.js';

/** `npm test`: lint, then every test on real servers; arguments go to jest. The last line counts the tests. */
export async function main(args: string[]): Promise<number> {
  const ending = endingSignal();
  const lintCode = await step(
    sayAloud,
    (code) => (code === 0 ? 'lint good' : 'lint not good: see above'),
    () => lint(ending),
  );
  try {
    const counts = await onServers(ending, (env) => jest(args, env, ending));
    if (lintCode !== 0) sayAloud('The lint found faults (see above), so the run is not good.');
    sayAloud(countsLine(counts));
    return lintCode === 0 ? exitCodeOf(counts) : 1;
  } catch (thrown) {
    if (thrown instanceof Ended) return 1;
    throw thrown;
  }
}

/** Test containers where Docker and the images are there, else servers as `npm start` finds them, in a folder of their own. */
async function onServers(
  ending: AbortSignal,
  run: (env: Record<string, string>) => Promise<TestCounts>,
): Promise<TestCounts> {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-test-'));
  const supervisor = new Supervisor({ dataDir, say: sayAloud });
  const containers = await startContainers(process.env, sayAloud);
  try {
    const env = { ...process.env, ...containers?.env };
    const ports = await PortBook.open(join(dataDir, 'ports.json'));
    const servers = await unlessEnding(
      startServers({ env, dataDir, serversDir, ports, say: sayAloud, ending }, supervisor),
      ending,
    );
    return await unlessEnding(run(serverEnv(servers)), ending);
  } finally {
    await supervisor.stop();
    await containers?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
