import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readShopFile, removeShopFile, writeShopFile, type ShopFile } from '../src/shop-file.js';
import { ownFolder } from './surroundings.js';

test('processes that come back at the same moment are all noted, and the last word counts', async () => {
  const dataDir = await ownFolder();
  const shop: ShopFile = {
    url: 'http://localhost:1',
    docsUrl: 'http://localhost:1/docs',
    mongoUrl: 'm',
    natsUrl: 'n',
    temporalAddress: 't',
    database: 'd',
    pids: {},
  };
  for (let pid = 1; pid <= 20; pid += 1) writeShopFile(dataDir, { ...shop, pids: { sales: pid, inventory: pid + 1 } });
  expect(await readShopFile(dataDir)).toEqual({ ...shop, pids: { sales: 20, inventory: 21 } });
  expect(await readdir(join(dataDir, 'run'))).toEqual(['shop.json']);
  await removeShopFile(dataDir);
  expect(await readShopFile(dataDir)).toBeUndefined();
});
