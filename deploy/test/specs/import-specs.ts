import { globSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../src/paths.js';

/** In how many test files the specs run together. */
export const PARTS = 3;

/** Every spec of the repository, in an order that does not depend on the machine. */
export function specFiles(): string[] {
  const exclude = (name: string): boolean => ['node_modules', 'dist'].includes(name.split('/').at(-1) ?? '');
  const packages = '{services/shared/*,services/*,workflows,deploy,web,faults,bench}';
  return globSync(`${packages}/src/**/*.spec.ts`, { cwd: rootDir, exclude }).toSorted();
}

/**
 * Registers the tests of one part of the specs in the test file that calls it. Jest loads every module anew for each test
 * file; pure rules do not disturb each other, so here they share what they load. A failure names the line of its spec.
 */
export async function importSpecs(part: number): Promise<void> {
  for (const [index, file] of specFiles().entries()) if (index % PARTS === part - 1) await import(join(rootDir, file));
}
