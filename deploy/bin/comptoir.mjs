#!/usr/bin/env node
// The only file that runs on the Node of the machine, before anything is installed. It installs the packages, builds, and
// then runs the command under the Node 24 that the lock file pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const commands = ['start', 'dev', 'test', 'check', 'demo', 'audit', 'events', 'faults', 'chaos', 'bench', 'docs'];
const lockFile = join(root, 'package-lock.json');
const installedLock = join(root, 'node_modules', '.package-lock.json');
const stampFile = join(root, 'node_modules', '.comptoir-installed');

function fail(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}

function step(label, work) {
  const begun = performance.now();
  work();
  console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${label}`);
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** The packages are up to date when the stamp matches the lock file, or npm wrote its own copy of the lock after it. */
function packagesAreInstalled() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash()) return true;
  return existsSync(installedLock) && statSync(installedLock).mtimeMs + 10_000 >= statSync(lockFile).mtimeMs;
}

function installPackages() {
  const args = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'];
  const cli = process.env.npm_execpath;
  const [command, prefix] = cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []];
  const result = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (result.error) fail('npm was not found: install Node 20 or later together with npm, then run this again.');
  if (result.status !== 0) {
    const output = result.stderr.trim();
    console.error(output.split('\n').slice(0, 12).join('\n'));
    fail(
      /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(output)
        ? 'The packages could not be fetched, because the package registry does not answer: connect this machine to the network once, then run this again.'
        : 'The packages could not be installed (npm ci): the lines above say why.',
    );
  }
}

/** Builds all TypeScript. When that fails, the types of the API that the pages use may be out of date: writes them again and builds once more. */
function build() {
  const tsc = (stdout) =>
    spawnSync(node24(), [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--build'], {
      cwd: root,
      stdio: ['ignore', stdout, 'inherit'],
    }).status;
  if (tsc('ignore') === 0) return;
  spawnSync(node24(), [join(root, 'web', 'build', 'write-api-types.mjs')], { cwd: root, stdio: 'ignore' });
  if (tsc('inherit') !== 0) fail('The build failed: the lines above name the file and the fault.');
}

/** The pages, when they are missing or older than what they are made from. */
function buildPages() {
  const result = spawnSync(node24(), [join(root, 'web', 'build', 'build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) fail('The pages could not be built: the lines above name the file and the fault.');
}

/** The pinned Node 24: a package for this platform, listed in the lock file with its hash. */
function node24() {
  const path = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(path)) return path;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `The lock file pins no Node 24 for ${process.platform}-${process.arch}, and this is Node ${process.versions.node}: install Node 24 or later, then run this again.`,
  );
}

/** Runs the command under Node 24: passes signals on to it and ends with its exit code. */
function runCommand(command, args) {
  const cli = join(root, 'deploy', 'dist', 'src', 'cli.js');
  const settings = ['start', 'dev'].includes(command) ? ['--env-file-if-exists=.env'] : [];
  const child = spawn(node24(), [...settings, '--enable-source-maps', cli, command, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithParentShell(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** An npm that is terminated ends its shell, but not what the shell runs: so this process ends when the shell is gone. */
function endWithParentShell(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    end();
  }, 500);
}

const [command, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `Comptoir needs Node 20 or later and this is Node ${process.versions.node}: install a current Node from https://nodejs.org.`,
  );
}
if (!commands.includes(command)) {
  fail(
    `${command === undefined ? 'A command is missing' : `There is no command "${command}"`}: it is one of ${commands.join(', ')}.`,
    2,
  );
}
if (process.platform === 'win32') {
  fail(
    'Comptoir does not run on Windows itself: use the Windows Subsystem for Linux (WSL 2) and run this there, or docker compose up.',
  );
}
process.chdir(root);
if (!packagesAreInstalled()) {
  step('packages installed', installPackages);
  writeFileSync(stampFile, lockHash());
}
step('built', build);
if (['start', 'dev', 'test', 'check'].includes(command)) step('pages built', buildPages);
runCommand(command, args);
