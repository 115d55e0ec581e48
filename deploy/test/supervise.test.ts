import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isAlive } from '../src/process-table.js';
import { type ProcessPlan, Supervisor } from '../src/supervise.js';
import { until } from '../src/waiting.js';
import { afterThisTest, ownFolder } from './process-fixtures.js';

type Settings = { firstPauseMs?: number; longestPauseMs?: number; stopWithinMs?: number };

async function supervised(settings: Settings = {}) {
  const dataDir = await ownFolder();
  const said: string[] = [];
  const supervisor = new Supervisor({ dataDir, log: (line) => said.push(line), ...settings });
  afterThisTest(() => supervisor.stop());
  const plan = async (name: string, script: string, stage = 0): Promise<ProcessPlan> => {
    const file = join(dataDir, `${name}.cjs`);
    await writeFile(file, script);
    return { name, command: process.execPath, args: [file], ready: 'message', readyWithinMs: 5_000, stage };
  };
  return { dataDir, said, supervisor, plan };
}

const ready = "process.send({ type: 'ready' });";
const stays = `${ready} setInterval(() => undefined, 1e6);`;

test('a process that dies is started again, with a pause that grows and the last lines of its log', async () => {
  const { said, supervisor, plan } = await supervised({ firstPauseMs: 20, longestPauseMs: 80 });
  const dies = `console.log('the disk is full'); ${ready} setTimeout(() => process.exit(7), 200);`;
  await supervisor.start(await plan('till', dies));
  const deaths = () => said.filter((line) => line.startsWith('till ended'));
  expect(await until(async () => deaths().length >= 4, 20_000)).toBe(true);
  expect(deaths().slice(0, 4)).toEqual([
    'till ended with exit code 7; it is started again in 0.02 s',
    'till ended with exit code 7, 2 times in a row; it is started again in 0.04 s',
    'till ended with exit code 7, 3 times in a row; it is started again in 0.08 s',
    'till ended with exit code 7, 4 times in a row; it is started again in 0.08 s',
  ]);
  const logTails = said.filter((line) => line.includes('the disk is full'));
  expect(logTails.length).toBeGreaterThan(0);
  expect(logTails.length).toBeLessThanOrEqual(deaths().length - 2);
});

test('a killed process runs again under a new id', async () => {
  const { said, supervisor, plan } = await supervised({ firstPauseMs: 20 });
  await supervisor.start(await plan('till', stays));
  const before = supervisor.pids()['till']!;
  process.kill(before, 'SIGKILL');
  expect(await until(async () => said.includes('till runs again'), 10_000)).toBe(true);
  expect(said[0]).toBe('till ended by SIGKILL; it is started again in 0.02 s');
  expect(supervisor.pids()['till']).not.toBe(before);
});

test('a restart ends the process, starts its present code at once, and keeps supervising it', async () => {
  const { dataDir, said, supervisor, plan } = await supervised({ firstPauseMs: 20 });
  const versions = join(dataDir, 'versions');
  const version = (name: string) => `require('fs').appendFileSync(${JSON.stringify(versions)}, '${name} '); ${stays}`;
  await supervisor.start(await plan('till', version('old')));
  const before = supervisor.pids()['till']!;
  await plan('till', version('new')); // replaces the file
  await supervisor.restart('till');
  const after = supervisor.pids()['till']!;
  expect([isAlive(before), isAlive(after), await readFile(versions, 'utf8')]).toEqual([false, true, 'old new ']);
  expect(said).toEqual([]);
  process.kill(after, 'SIGKILL');
  expect(await until(async () => said.includes('till runs again'), 10_000)).toBe(true);
  await expect(supervisor.restart('nobody')).rejects.toThrow('There is no process nobody.');
});

test('the stop goes stage by stage, kills what does not end, and leaves no process', async () => {
  const { dataDir, supervisor, plan } = await supervised({ stopWithinMs: 300 });
  const journal = join(dataDir, 'journal');
  const reportingProcess = (name: string) =>
    `process.on('SIGTERM', () => { require('fs').appendFileSync(${JSON.stringify(journal)}, '${name} '); process.exit(0); }); ${stays}`;
  await supervisor.start(await plan('database', reportingProcess('database'), 0));
  await supervisor.start(await plan('deaf', `process.on('SIGTERM', () => undefined); ${stays}`, 1));
  await supervisor.start(await plan('gateway', reportingProcess('gateway'), 2));
  const pids = Object.values(supervisor.pids());
  expect(pids).toHaveLength(3);
  await supervisor.stop();
  expect(await readFile(journal, 'utf8')).toBe('gateway database ');
  expect(pids.filter(isAlive)).toEqual([]);
  expect(supervisor.pids()).toEqual({});
});

test('a stop during the pause before a restart starts nothing any more', async () => {
  const { dataDir, said, supervisor, plan } = await supervised({ firstPauseMs: 60_000 });
  const end = join(dataDir, 'end');
  const endsWhenTold = `setInterval(() => require('fs').existsSync(${JSON.stringify(end)}) && process.exit(1), 5);`;
  await supervisor.start(await plan('till', `${ready} ${endsWhenTold}`));
  await writeFile(end, '');
  expect(await until(async () => said.length === 1, 10_000)).toBe(true);
  await supervisor.stop();
  expect(said).toHaveLength(1);
  expect(supervisor.pids()).toEqual({});
});

test.each([
  {
    what: 'ends before it is ready',
    script: "console.error('COMPTOIR_MONGO_URL is missing'); process.exit(3);",
    expected: /^till did not come up: it ended with exit code 3\.[^]*COMPTOIR_MONGO_URL is missing/,
  },
  {
    what: 'never gets ready',
    script: 'setInterval(() => undefined, 1e6);',
    expected: /^till did not come up: it was not ready after 1 s/,
  },
])('a process that $what is refused with its reason, and is gone after the stop', async ({ script, expected }) => {
  const { supervisor, plan } = await supervised();
  await expect(supervisor.start({ ...(await plan('till', script)), readyWithinMs: 1_000 })).rejects.toThrow(expected);
  const pids = Object.values(supervisor.pids());
  await supervisor.stop();
  expect(pids.filter(isAlive)).toEqual([]);
});

test('an executable that is not there is refused in one sentence', async () => {
  const { supervisor, plan } = await supervised();
  await expect(supervisor.start({ ...(await plan('till', '')), command: '/nowhere/mongod' })).rejects.toThrow(
    /till did not come up: it could not be run/,
  );
});
