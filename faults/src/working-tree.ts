import { execFileSync } from 'node:child_process';
import { rootDir } from '@comptoir/deploy/testing';

/** The state of the repository that a run tests. */
export interface WorkingTree {
  /** Short hash of the commit. */
  readonly commit: string;
  /** Whether every file is as in the commit. */
  readonly clean: boolean;
}

function git(...args: string[]): string {
  return execFileSync('git', ['-C', rootDir, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** The commit that is checked out, and whether files differ from it; docs/fault-matrix.md, which a run writes, does not count. */
export function workingTree(): WorkingTree {
  const changed = git('status', '--porcelain', '--', '.', ':!docs/fault-matrix.md');
  return { commit: git('rev-parse', '--short', 'HEAD'), clean: changed === '' };
}
