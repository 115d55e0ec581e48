import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { until } from '../src/waiting.js';
import { processesOf, watchSources } from '../src/watch-sources.js';
import { afterThisTest, ownFolder } from './process-fixtures.js';
import { processNames } from '../src/system-processes.js';

test.each([
  ['services/sales/src/commands/post-sale.ts', ['sales']],
  ['services/gateway/src/routes/orders.controller.ts', ['gateway']],
  ['workflows/src/checkout.workflow.ts', ['worker']],
  ['services/shared/kit/src/relay.ts', processNames],
  ['services/shared/contracts/src/sales.ts', processNames],
  ['services/sales/src/domain/sale.spec.ts', []],
  ['services/sales/test/checkout.test.ts', []],
  ['services/sales/dist/src/main.js', []],
  ['services/sales/README.md', []],
])('a change of %s restarts %j', (file, processes) => {
  expect(processesOf(file)).toEqual(processes);
});

test('a changed file of a process is reported, and one of a test is not', async () => {
  const root = await ownFolder();
  for (const folder of ['services/sales/src', 'services/sales/test', 'workflows/src'])
    await mkdir(join(root, folder), { recursive: true });
  const stopping = new AbortController();
  const reported = new Set<string>();
  const watching = watchSources(
    async (files) => {
      for (const file of files) reported.add(file);
    },
    stopping.signal,
    root,
  );
  afterThisTest(() => stopping.abort());
  await writeFile(join(root, 'services/sales/test/a.test.ts'), '1');
  // a watcher needs a moment to start, so the change is repeated until it is seen
  let version = 0;
  const changed = async (): Promise<boolean> => {
    await writeFile(join(root, 'services/sales/src/main.ts'), String((version += 1)));
    await writeFile(join(root, 'workflows/src/main.ts'), String(version));
    return reported.size === 2;
  };
  expect(await until(changed, 20_000)).toBe(true);
  expect([...reported].toSorted()).toEqual(['services/sales/src/main.ts', 'workflows/src/main.ts']);
  stopping.abort();
  await watching;
});
