import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { endOrphanProcesses, storedProcess, storeProcess } from '../src/orphan-processes.js';
import { isAlive } from '../src/process-table.js';
import { until } from '../src/waiting.js';
import { afterThisTest, ownFolder } from './process-fixtures.js';

function running(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'], { stdio: 'ignore' });
  afterThisTest(() => child.kill('SIGKILL'));
  return child.pid!;
}

test('what an earlier launcher left is ended, what it never started is not', async () => {
  const runDir = await ownFolder();
  const [left, other, launcher] = [running(), running(), running()];
  await storeProcess(runDir, 'mongo', left);
  await storeProcess(runDir, 'launcher', launcher);
  await writeFile(join(runDir, 'nats.pid'), JSON.stringify({ pid: other, identity: 'began at another time' }));
  expect(await storedProcess(runDir, 'mongo')).toBe(left);
  expect(await endOrphanProcesses(runDir, 'launcher')).toEqual(['mongo']);
  expect(await until(async () => !isAlive(left), 5_000)).toBe(true);
  expect([other, launcher].map(isAlive)).toEqual([true, true]);
  expect(['mongo.pid', 'nats.pid', 'launcher.pid'].map((file) => existsSync(join(runDir, file)))).toEqual([
    false,
    false,
    true,
  ]);
});

test('a folder without stored processes has no orphans', async () => {
  expect(await endOrphanProcesses(join(await ownFolder(), 'never'), 'launcher')).toEqual([]);
});
