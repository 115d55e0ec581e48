import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  readInstallationFile,
  removeInstallationFile,
  writeInstallationFile,
  type InstallationFile,
} from '../src/installation-file.js';
import { ownFolder } from './process-fixtures.js';

test('processes that come back at the same moment are all noted, and the last word counts', async () => {
  const dataDir = await ownFolder();
  const shop: InstallationFile = {
    url: 'http://localhost:1',
    docsUrl: 'http://localhost:1/docs',
    mongoUrl: 'm',
    natsUrl: 'n',
    temporalAddress: 't',
    database: 'd',
    pids: {},
  };
  for (let pid = 1; pid <= 20; pid += 1)
    writeInstallationFile(dataDir, { ...shop, pids: { sales: pid, inventory: pid + 1 } });
  expect(await readInstallationFile(dataDir)).toEqual({ ...shop, pids: { sales: 20, inventory: 21 } });
  expect(await readdir(join(dataDir, 'run'))).toEqual(['installation.json']);
  await removeInstallationFile(dataDir);
  expect(await readInstallationFile(dataDir)).toBeUndefined();
});
