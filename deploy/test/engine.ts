import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rootDir } from '../src/paths.js';
import { images } from '../src/servers/containers.js';

const execute = promisify(execFile);
const minutes = 60_000;

/** How a program ended, its answer, and all that it printed. */
export type Ended = { code: number; stdout: string; output: string };

/** Runs a program in the repository to its end. */
export function runToEnd(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: rootDir, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, output] = ['', ''];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, output }));
  });
}

/** Runs docker and answers what it printed; a failure is an error that holds what it said. */
export async function docker(...args: string[]): Promise<string> {
  const { code, stdout, output } = await runToEnd('docker', args);
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}: ${output}`);
  return stdout.trim();
}

/** The images that containers are built on and run from, by what they are: the pinned ones or stand-ins for them. */
export type Bases = Record<'node' | 'nats' | 'temporal' | 'mongo', string>;

/** The engine of this machine with the images it needs, or why there is none. */
export async function findEngine(nodeImage: string): Promise<{ bases: Bases } | { missing: string }> {
  const answers = (...args: string[]) =>
    execute('docker', args, { timeout: 20_000 }).then(
      () => true,
      () => false,
    );
  if (!(await answers('info'))) return { missing: 'no Docker engine answers' };
  if (!(await answers('compose', 'version'))) return { missing: 'docker has no compose plugin' };
  return basesFor({ node: nodeImage, ...images });
}

/** Pulls what is pinned; what cannot be pulled is made on the spot, under another name. */
async function basesFor(pinned: Bases): Promise<{ bases: Bases } | { missing: string }> {
  const bases = { ...pinned };
  const absent: string[] = [];
  for (const [name, image] of Object.entries(pinned)) {
    const isThere = await execute('docker', ['image', 'inspect', image]).catch(() => undefined);
    const pulled =
      isThere ??
      (await execute('docker', ['pull', '--quiet', image], { timeout: 10 * minutes }).catch(() => undefined));
    if (!pulled) absent.push(name);
  }
  if (absent.length === 0) return { bases };
  const made = await runToEnd('bash', [join(rootDir, 'deploy/containers/make-base-images.sh'), ...absent]);
  if (made.code !== 0) return { missing: `no registry has ${absent.join(', ')}; ${made.output.trim()}` };
  for (const [, name, image] of made.output.matchAll(/^(\w+) (comptoir-test\/\S+)$/gm))
    bases[name as keyof Bases] = image!;
  return { bases };
}

const processes = [
  'catalog',
  'inventory',
  'sales',
  'invoicing',
  'warranty',
  'worker',
  'gateway',
  'demo-people',
  'demo',
];

/** What differs from docker-compose.yml where stand-ins are in use. */
export function overrideFor(bases: Bases): object {
  const standIn = (image: string) => image.startsWith('comptoir-test/');
  const build = { network: 'host', args: { NODE_IMAGE: bases.node } };
  const mongo = {
    image: bases.mongo,
    command: [],
    healthcheck: {
      test: [
        'CMD',
        '/opt/wheels/bin/python',
        '-c',
        "import pymongo; exit(not pymongo.MongoClient('127.0.0.1', directConnection=True, serverSelectionTimeoutMS=2000).admin.command('hello')['isWritablePrimary'])",
      ],
    },
  };
  return {
    services: {
      ...(standIn(bases.node) ? Object.fromEntries(processes.map((name) => [name, { build }])) : {}),
      ...(standIn(bases.mongo) ? { mongo } : {}),
      nats: { image: bases.nats },
      temporal: { image: bases.temporal },
    },
  };
}
