import { symlinkSync, unlinkSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openStoreFixture, sell, startTestSystem, stockUp } from '@comptoir/deploy/testing';
import { copyBuild } from '../src/copy-build.js';

test('a system in a folder with a space and an accent, reached through a symbolic link, sells', async () => {
  const copy = copyBuild([], 'comptoir été ');
  const link = `${copy.folder} lien`;
  symlinkSync(copy.folder, link);
  const system = await startTestSystem({}, link);
  try {
    const fixture = await openStoreFixture(system);
    const productId = await stockUp(fixture, [[1, 5_000]]);
    const sale = await sell(fixture, [{ productId, quantity: 1 }]);
    expect(sale.state).toBe('final');
  } finally {
    await system.close();
    unlinkSync(link);
    copy.remove();
  }
}, 240_000);
