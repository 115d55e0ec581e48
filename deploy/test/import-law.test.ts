import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';

/** The import law is a lint rule: a wrong-way import in any room turns the check red. */
const folder = mkdtempSync(join(tmpdir(), 'comptoir-law-'));
cpSync(join(rootDir, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(file: string, line: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${line}\n`);
  try {
    execFileSync(
      process.execPath,
      [join(rootDir, 'node_modules/oxlint/bin/oxlint'), '--config', '.oxlintrc.json', file],
      { cwd: folder, encoding: 'utf8', stdio: 'pipe' },
    );
    return 'allowed';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    rmSync(path);
  }
}

test.each([
  ['services/shared/contracts/src/x.ts', "import 'mongoose';", 'import nothing but zod'],
  ['services/shared/contracts/src/x.ts', "import '@comptoir/kit';", 'import nothing but zod'],
  ['services/shared/kit/src/x.ts', "import '@comptoir/sales';", 'without a business word'],
  ['services/sales/src/commands/x.ts', "import '@comptoir/inventory';", 'never knows another one'],
  ['services/sales/src/commands/x.ts', "import '@temporalio/client';", 'know nothing of Temporal'],
  ['services/inventory/src/queries/x.ts', "import 'mongoose';", 'through the kit'],
  ['services/inventory/src/domain/x.ts', "import '@comptoir/kit';", 'Domain rules are pure'],
  ['services/inventory/src/domain/x.ts', "import 'node:fs/promises';", 'Domain rules are pure'],
  ['services/inventory/src/domain/x.ts', "import '../store/y.js';", 'know nothing of stores'],
  ['services/sales/src/domain/x.ts', 'export const now = Date.now();', 'now is an argument'],
  ['services/sales/src/commands/x.ts', 'export const chance = Math.random();', 'clock.ts'],
  ['services/gateway/src/x.ts', "import '@comptoir/sales';", 'imports neither'],
  ['services/gateway/src/x.ts', "import '../../../workflows/src/y.js';", 'imports neither'],
  ['workflows/src/x.workflow.ts', "import '@comptoir/kit';", 'deterministic and bundled'],
  ['workflows/src/x.workflow.ts', "import 'zod';", 'deterministic and bundled'],
  ['web/src/x.ts', "import '@comptoir/kit';", 'over its API'],
  ['web/src/x.tsx', "import '@comptoir/contracts';", 'over its API'],
  ['services/warranty/src/commands/x.ts', "import '@comptoir/contracts/src/y.js';", 'No deep imports'],
])('%s may not say %s', (file, line, reason) => {
  expect(lint(file, line)).toContain(reason);
});

test.each([
  ['services/sales/src/commands/x.ts', "import '@comptoir/contracts';"],
  ['services/sales/src/domain/x.ts', "import '@comptoir/contracts';"],
  ['services/sales/test/x.test.ts', "import '@comptoir/kit/testing';"],
  ['workflows/src/x.workflow.ts', "import '@comptoir/contracts/sagas';"],
  ['services/gateway/src/x.ts', "import '@temporalio/client';"],
  ['web/src/x.ts', "import '@comptoir/contracts/money';"],
])('%s may say %s', (file, line) => {
  expect(lint(file, line)).toBe('allowed');
});
