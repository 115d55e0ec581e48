import { mkdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './replace-file.js';

/** Where a running shop is to be found, for the demo, the audit and tests. */
export type ShopFile = {
  url: string;
  docsUrl: string;
  temporalPages?: string;
  mongoUrl: string;
  natsUrl: string;
  temporalAddress: string;
  database: string;
  pids: Record<string, number>;
};

/** Writes the addresses and process ids of the running shop; in one go, for processes may come back at the same moment. */
export function writeShopFile(dataDir: string, shop: ShopFile): void {
  const file = shopFile(dataDir);
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  replaceFile(file, JSON.stringify(shop, null, 2));
}

/** The running shop of a data folder; undefined when none runs there. */
export async function readShopFile(dataDir: string): Promise<ShopFile | undefined> {
  const text = await readFile(shopFile(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ShopFile);
}

/** Forgets the shop of a data folder. */
export async function removeShopFile(dataDir: string): Promise<void> {
  await rm(shopFile(dataDir), { force: true });
}

function shopFile(dataDir: string): string {
  return join(dataDir, 'run', 'shop.json');
}
