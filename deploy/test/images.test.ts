import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../src/api-client.js';
import { demoUser } from '../src/demo-shop.js';
import { systemProcesses } from '../src/system-processes.js';
import { rootDir } from '../src/paths.js';
import { freePort } from '../src/port-registry.js';
import { retentionSeconds } from '../src/servers/temporal.js';
import { answersHttp, until } from '../src/waiting.js';
import { docker, findEngine, overrideFor, runToEnd, type Ended } from './engine.js';

const MINUTE = 60_000;
const LARGEST_MB = 350;
const project = 'comptoir-images-test';
const names = systemProcesses.map(({ name }) => name);
const password = /signs in as (\S+) with the password (\S+)/g;

const dockerfile = await readFile(join(rootDir, 'deploy/Dockerfile'), 'utf8');
const engine = await findEngine(/^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile)?.[1] ?? '');
const missing = 'missing' in engine ? engine.missing : undefined;
const title = missing ? `the images are not built and not run here: ${missing}` : 'the images, on a Docker engine';
if (missing) process.stderr.write(`${title}\n`);

(missing ? describe.skip : describe)(title, () => {
  let folder: string;
  let url: string;
  let env: NodeJS.ProcessEnv;
  const compose = (...args: string[]): Promise<Ended> =>
    runToEnd(
      'docker',
      ['compose', '-p', project, '-f', 'docker-compose.yml', '-f', join(folder, 'override.json'), ...args],
      env,
    );
  const done = async (...args: string[]): Promise<string> => {
    const { code, stdout, output } = await compose(...args);
    if (code !== 0) throw new Error(`docker compose ${args.join(' ')} ended with ${code}: ${output.slice(-4_000)}`);
    return stdout.trim();
  };
  const inspect = async (service: string, format: string): Promise<string> =>
    docker('inspect', '--format', format, await done('ps', '--all', '--quiet', service));
  const canSell = (): Promise<boolean> => until(() => answersHttp(`${url}/api/v1/health`), 3 * MINUTE);
  const printedOwners = async (): Promise<RegExpExecArray[]> => [
    ...(await done('logs', '--no-log-prefix', 'gateway')).matchAll(password),
  ];

  beforeAll(async () => {
    if ('missing' in engine) return;
    folder = await mkdtemp(join(tmpdir(), 'comptoir-images-'));
    await writeFile(join(folder, 'override.json'), JSON.stringify(overrideFor(engine.bases)));
    const port = await freePort();
    url = `http://localhost:${port}`;
    const foreign = /^(COMPTOIR_|COMPOSE_|PORT$)/;
    env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
      COMPOSE_DISABLE_ENV_FILE: 'true',
      COMPOSE_PARALLEL_LIMIT: '1', // the classic builder rebuilds the common stages for each image that it builds concurrently
      PORT: String(port),
      COMPTOIR_TEMPORAL_UI_PORT: String(await freePort()),
      ...(engine.bases.mongo.includes('secantusdb')
        ? { COMPTOIR_MONGO_URL: 'mongodb://mongo:27017/?directConnection=true' }
        : {}),
    };
    await compose('--profile', 'demo', 'down', '--volumes', '--remove-orphans');
    await done('--profile', 'demo', 'build');
    await done('up', '--detach', '--no-build', '--wait', '--wait-timeout', '300');
  }, 40 * MINUTE);

  afterAll(async () => {
    if (!folder) return;
    try {
      await done('--profile', 'demo', 'down', '--volumes', '--remove-orphans', '--timeout', '30');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 5 * MINUTE);

  test.each(names)('%s: small, not root, without sources and test tools', async (name) => {
    const image = await inspect(name, '{{.Image}}');
    const megabytes = Number(await docker('image', 'inspect', '--format', '{{.Size}}', image)) / 1_000_000;
    process.stdout.write(`image of ${name}: ${megabytes.toFixed(0)} MB\n`);
    expect(megabytes).toBeLessThan(LARGEST_MB);
    const looks = [
      'id -u',
      `find /comptoir -name '*.ts' -o -name '*.tsx' -o -name '*.spec.js' -o -name 'tsconfig*.json' | grep -v /node_modules/`,
      'cd node_modules && ls -d * @*/*; cd ..',
      'touch /comptoir/x 2>&1',
      'touch /tmp/x && echo written',
    ];
    const [user, sources, packages, refused, temporary] = (
      await done('exec', '-T', name, 'sh', '-c', looks.join('; echo ---; '))
    ).split('---');
    expect(user?.trim()).toBe('1000');
    expect(sources?.trim()).toBe('');
    expect(packages).toMatch(/\bzod\b/);
    expect(packages).not.toMatch(
      /^(jest|typescript|@jest\/.*|@swc\/core-.*|vite|oxlint|testcontainers|fast-check|node)$/m,
    );
    expect(refused).toMatch(/Read-only file system/);
    expect(temporary).toContain('written');
  });

  test('the first owner is printed once and may sign in; every process says that it is well', async () => {
    for (const name of names)
      expect([name, await inspect(name, '{{.State.Health.Status}}')]).toEqual([name, 'healthy']);
    const [owner, ...more] = await printedOwners();
    expect(more).toEqual([]);
    const client = await signIn(url, owner?.[1] ?? '', owner?.[2] ?? '');
    expect(await client.get('/auth/me')).toMatchObject({ role: 'owner' });
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
  });

  test('finished workflows are kept as long as the services answer a repeated command', async () => {
    const namespace = await done(
      'exec',
      '-T',
      'temporal',
      'temporal',
      'operator',
      'namespace',
      'describe',
      '-n',
      'default',
      '-o',
      'json',
    );
    expect(namespace).toContain(`"workflowExecutionRetentionTtl": "${retentionSeconds}s"`);
  });

  test(
    'the demo profile fills the shop, a second time changes nothing, and the demo is all true',
    async () => {
      for (const says of ['6 deliveries', 'the demo shop is there already']) {
        await done('--profile', 'demo', 'up', '--detach', '--no-build');
        expect(await docker('wait', await done('--profile', 'demo', 'ps', '--all', '--quiet', 'demo'))).toBe('0');
        expect(await done('--profile', 'demo', 'logs', 'demo')).toContain(says);
      }
      const demo = await runToEnd('npm', ['run', 'demo', '--', '--url', url], env);
      expect([demo.code, demo.output]).toEqual([0, expect.stringMatching(/\nall true\n$/)]);
    },
    10 * MINUTE,
  );

  test(
    'a killed process comes back, and the books hold',
    async () => {
      // From inside, for an engine does not restart what `docker kill` ended.
      await compose('exec', '-T', 'sales', 'sh', '-c', 'kill -9 -1');
      const restarts = async () => Number(await inspect('sales', '{{.RestartCount}}'));
      expect(await until(async () => (await restarts()) === 1, MINUTE)).toBe(true);
      const isWell = async () => (await inspect('sales', '{{.State.Health.Status}}')) === 'healthy';
      expect(await until(isWell, 3 * MINUTE)).toBe(true);
      expect(await canSell()).toBe(true);
      const audit = await runToEnd('npm', ['run', 'audit', '--', '--url', url], env);
      expect([audit.code, audit.output]).toEqual([0, expect.stringContaining('The books are proved.')]);
    },
    10 * MINUTE,
  );

  test(
    'everything stops in order within its time; started again, it has its data and prints no password',
    async () => {
      await done('stop');
      for (const name of names) expect([name, await inspect(name, '{{.State.ExitCode}}')]).toEqual([name, '0']);
      await done('up', '--detach', '--no-build', '--wait', '--wait-timeout', '300');
      expect(await printedOwners()).toHaveLength(1);
      const { email, password: known } = demoUser('manager');
      const { items } = await (await signIn(url, email, known)).get<{ items: unknown[] }>('/stores');
      expect(items).toHaveLength(2);
    },
    10 * MINUTE,
  );
});
