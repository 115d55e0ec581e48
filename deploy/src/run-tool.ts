import { spawn } from 'node:child_process';
import { rootDir } from './paths.js';

/** Runs a tool in the root with its output on the terminal; answers its exit code. A given signal ends it. */
export function runTool(args: string[], env: Record<string, string> = {}, shutdown?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: rootDir,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    const end = () => child.kill('SIGTERM');
    shutdown?.addEventListener('abort', end);
    child.once('error', reject);
    child.once('exit', (code) => {
      shutdown?.removeEventListener('abort', end);
      resolve(code ?? 1);
    });
  });
}
