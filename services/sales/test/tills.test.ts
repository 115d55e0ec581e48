import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson, sales, type StoreView, type ZReport } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  begin,
  CASHIER,
  finalize,
  MANAGER,
  openTill,
  post,
  startSales,
  unbalanced,
} from './fixtures.js';

const GROSS = 1190;
const GENESIS = '0'.repeat(64);

let service: TestService;
let store: StoreView;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

async function sellInCash(tillSessionId: string): Promise<void> {
  const draft = await aDraft(service, store, (await aCustomer(service, { kind: 'walkIn' })).customerId, [
    { quantity: 1 },
  ]);
  await begin(service, draft, undefined, undefined, {
    payments: [{ method: 'cash', amountMinor: GROSS, tenderedMinor: 2000 }],
    tillSessionId,
  });
  await finalize(service, (await post(service, draft)).saleId);
}

const move = (sessionId: string, direction: 'in' | 'out', purpose: 'safe' | 'bank' | 'expense', amountMinor: number) =>
  service.call(sales.moveTillCash, { sessionId, store, direction, purpose, amountMinor, reason: 'change money' });
const close = (sessionId: string, countedMinor: number, keptMinor = 0): Promise<ZReport> =>
  service.call(sales.closeTillSession, { sessionId, store, countedMinor, keptMinor }, { actor: CASHIER });
const open = async (till: string, floatMinor: number) => {
  const sessionId = mint('tillSession');
  return service.call(sales.openTillSession, { sessionId, store, till, floatMinor }, { actor: CASHIER });
};

describe('a till session', () => {
  test('from float to Z report: sales, cash in and out, the count and its difference, and the next session goes on', async () => {
    const sessionId = await openTill(service, store, 'A1', 5000);
    for (let sale = 0; sale < 3; sale += 1) await sellInCash(sessionId);
    await move(sessionId, 'out', 'bank', 2000);
    await move(sessionId, 'out', 'expense', 300);
    await move(sessionId, 'in', 'safe', 1000);
    const expectedMinor = 5000 + 3 * GROSS - 2000 - 300 + 1000;
    const { x } = await service.call(sales.readTillSession, { sessionId });
    expect(x).toMatchObject({
      number: 1,
      floatMinor: 5000,
      expectedMinor,
      figures: { sales: 3, grossMinor: 3 * GROSS, taxByRate: { '1900': 570 }, received: { cash: 3 * GROSS, card: 0 } },
      movements: [{ purpose: 'bank' }, { purpose: 'expense' }, { purpose: 'safe' }],
    });
    const z = await close(sessionId, expectedMinor - 40, 5000);
    expect(z).toMatchObject({
      number: 1,
      expectedMinor,
      countedMinor: expectedMinor - 40,
      differenceMinor: -40,
      keptMinor: 5000,
      closedBy: CASHIER.id,
      grandTotalMinor: 3 * GROSS,
      perpetualTotalMinor: 3 * GROSS,
      previousHash: GENESIS,
    });
    const { hash, ...sealed } = z;
    expect(hash).toBe(createHash('sha256').update(canonicalJson(sealed)).digest('hex'));
    const next = await open('A1', 5200);
    expect(next).toMatchObject({ number: 2, expectedMinor: 5200 });
    await sellInCash(next.sessionId);
    const second = await close(next.sessionId, 5200 + GROSS);
    expect(second).toMatchObject({
      number: 2,
      differenceMinor: 0,
      previousHash: hash,
      grandTotalMinor: 4 * GROSS,
      perpetualTotalMinor: 4 * GROSS,
    });
    expect(await service.call(sales.readTillSession, { sessionId })).toEqual({ storeId: store.storeId, z });
    const { items } = await service.call(sales.listZReports, { storeId: store.storeId, till: 'A1' });
    expect(items.map((one) => one.number)).toEqual([2, 1]);
  });

  test('a till has one open session, however many ask at once', async () => {
    await service.call(sales.addTill, { storeId: store.storeId, till: 'B1', name: 'Counter' }, { actor: MANAGER });
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => open('B1', 100)));
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toEqual(refused('till.open'));
    const { items } = await service.call(sales.listTills, { storeId: store.storeId });
    expect(items.find((till) => till.till === 'B1')).toMatchObject({ sessions: 1, openSession: { number: 1 } });
  });

  test('is closed once; a closed one takes nothing more', async () => {
    const sessionId = await openTill(service, store, 'C1', 100);
    const closed = await Promise.allSettled(Array.from({ length: 4 }, () => close(sessionId, 100)));
    expect(closed.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await expect(move(sessionId, 'in', 'safe', 1)).rejects.toEqual(refused('till.session-closed', { till: 'C1' }));
    await expect(close(sessionId, 1)).rejects.toEqual(refused('till.session-closed'));
  });

  test('bad requests are refused with a sentence', async () => {
    const sessionId = await openTill(service, store, 'D1', 100);
    await expect(open('NONE', 0)).rejects.toEqual(refused('till.unknown', { till: 'NONE' }));
    await expect(openTill(service, store, 'D1')).rejects.toEqual(refused('till.exists'));
    await expect(move(sessionId, 'out', 'safe', 101)).rejects.toEqual(
      refused('till.cash-too-low', { expectedMinor: 100 }),
    );
    await expect(close(sessionId, 10, 11)).rejects.toEqual(refused('till.cash-too-low', { countedMinor: 10 }));
    await expect(close(mint('tillSession'), 1)).rejects.toEqual(refused('till.session-unknown'));
    const other = { sessionId, store: aStore(), countedMinor: 0 };
    await expect(service.call(sales.closeTillSession, other)).rejects.toEqual(refused('till.session-unknown'));
  });
});
