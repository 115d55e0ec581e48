import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { rootDir } from '../../src/paths.js';

/** Runs a command as npm does; returns its exit code and its output. */
export function command(...args: string[]): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(rootDir, 'deploy/dist/src/cli.js'), ...args], {
      cwd: rootDir,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (printed += String(piece)));
    child.once('close', (code) => resolve({ code, printed }));
  });
}
