import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';

/** The import law is a lint rule: a wrong import in any package turns the check red. */
const folder = mkdtempSync(join(tmpdir(), 'comptoir-law-'));
for (const file of ['oxlint.config.ts', 'import-law.ts']) cpSync(join(rootDir, file), join(folder, file));
symlinkSync(join(rootDir, 'node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(file: string, line: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${line}\n`);
  try {
    execFileSync(
      process.execPath,
      [join(rootDir, 'node_modules/oxlint/bin/oxlint'), '--config', 'oxlint.config.ts', file],
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
  ['services/shared/kit/src/x.ts', "import '@comptoir/sales';", 'knows no business term'],
  ['services/shared/kit/src/x.ts', "import '@comptoir/contracts';", 'the kernel only'],
  ['workflows/src/activities.ts', "import '@comptoir/sales';", 'import no service'],
  ['workflows/src/audit/x.ts', "import '@comptoir/gateway';", 'import no service'],
  ['services/sales/src/commands/x.ts', "import '@comptoir/inventory';", 'never another service'],
  ['services/sales/src/commands/x.ts', "import '@temporalio/client';", 'do not know Temporal'],
  ['services/inventory/src/queries/x.ts', "import 'mongoose';", 'through the kit'],
  ['services/inventory/src/domain/x.ts', "import '@comptoir/kit';", 'Domain rules are pure'],
  ['services/inventory/src/domain/x.ts', "import 'node:fs/promises';", 'Domain rules are pure'],
  ['services/inventory/src/domain/x.ts', "import '../store/y.js';", 'do not know the store'],
  ['services/sales/src/domain/x.ts', 'export const now = Date.now();', 'now is an argument'],
  ['services/sales/src/commands/x.ts', 'export const chance = Math.random();', 'clock.ts'],
  ['services/gateway/src/x.ts', "import '@comptoir/sales';", 'imports neither'],
  ['services/gateway/src/x.ts', "import '../../../workflows/src/y.js';", 'imports neither'],
  ['workflows/src/x.workflow.ts', "import '@comptoir/kit';", 'deterministic and bundled'],
  ['workflows/src/x.workflow.ts', "import 'zod';", 'deterministic and bundled'],
  ['web/src/x.ts', "import '@comptoir/kit';", 'over its API'],
  ['web/src/x.tsx', "import '@comptoir/contracts';", 'over its API'],
  ['services/warranty/src/commands/x.ts', "import '@comptoir/contracts/src/y.js';", 'No deep imports'],
])('%s may not contain %s', (file, line, reason) => {
  expect(lint(file, line)).toContain(reason);
});

test.each([
  ['services/shared/kit/src/x.ts', "import '@comptoir/contracts/kernel';"],
  ['services/shared/contracts/src/x.ts', "import 'zod';"],
  ['workflows/src/activities.ts', "import '@comptoir/kit';"],
  ['services/sales/src/commands/x.ts', "import '@comptoir/contracts';"],
  ['services/sales/src/domain/x.ts', "import '@comptoir/contracts';"],
  ['services/sales/test/x.test.ts', "import '@comptoir/kit/testing';"],
  ['workflows/src/x.workflow.ts', "import '@comptoir/contracts/sagas';"],
  ['services/gateway/src/x.ts', "import '@temporalio/client';"],
  ['web/src/x.ts', "import '@comptoir/contracts/money';"],
])('%s may contain %s', (file, line) => {
  expect(lint(file, line)).toBe('allowed');
});
