import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CliError } from '../cli-error.js';
import { findOnPath } from './executable.js';

const execute = promisify(execFile);

const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.14', 'python'];

type Candidate = { path: string; major: number; minor: number };

/** A Python that can carry the wheels: one that all wheels know (3.10 to 3.13) before a later one. */
export async function findPython(env: NodeJS.ProcessEnv): Promise<string> {
  const found = await candidates(env);
  const good =
    found.find((python) => python.minor >= 10 && python.minor <= 13) ?? found.find((python) => python.minor > 13);
  if (good) return good.path;
  const older = found[0];
  throw new CliError(
    older
      ? `Python 3.10 or later is needed to fetch the servers and ${older.path} is Python ${older.major}.${older.minor}: install a current Python, or name running servers in COMPTOIR_MONGO_URL, COMPTOIR_NATS_URL and COMPTOIR_TEMPORAL_ADDRESS.`
      : 'Python was not found and is needed to fetch the servers: install Python 3.10 or later (on Debian: apt install python3 python3-venv), or name running servers in COMPTOIR_MONGO_URL, COMPTOIR_NATS_URL and COMPTOIR_TEMPORAL_ADDRESS.',
  );
}

async function candidates(env: NodeJS.ProcessEnv): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const name of names) {
    const path = await findOnPath(name, env);
    const version = path && (await pythonVersion(path, env));
    if (path && version) found.push({ path, ...version });
    if (found.some((python) => python.minor >= 10 && python.minor <= 13)) break;
  }
  return found;
}

async function pythonVersion(path: string, env: NodeJS.ProcessEnv): Promise<Omit<Candidate, 'path'> | undefined> {
  try {
    const { stdout } = await execute(path, ['-c', 'import sys; print(*sys.version_info[:2])'], {
      env,
      timeout: 20_000,
    });
    const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
    return major === 3 ? { major, minor } : undefined;
  } catch {
    return undefined;
  }
}
