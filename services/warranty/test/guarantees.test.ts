import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { warranty } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { warrantyService } from '../src/index.js';
import {
  aClaim,
  aGuarantee,
  aVoid,
  expectTrue,
  published,
  issued,
  read,
  recordsOf,
  refuses,
  TIME_ZONE,
  voidedOf,
} from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(warrantyService);
});
afterAll(async () => {
  await expectTrue(service);
  await service.stop();
});

describe('a guarantee', () => {
  test('lives: issued, claimed, settled, taken out in parts until it is void, with a growing version', async () => {
    const of = await issued(service, [2, 1], { startsOn: '2028-01-31' });
    expect(await read(service, of)).toEqual({
      guaranteeId: of.guaranteeId,
      saleId: of.saleId,
      invoiceId: of.invoiceId,
      storeId: of.storeId,
      timeZone: TIME_ZONE,
      customerId: of.customerId,
      state: 'active',
      claims: [],
      issuedAt: expect.any(String),
      lines: of.lines.map((line) => ({ ...line, voidedQty: 0, startsOn: '2028-01-31', expiresOn: '2029-01-31' })),
    });
    const claim = aClaim(of);
    expect(await service.call(warranty.openClaim, claim)).toEqual({
      ...claim,
      state: 'open',
      openedAt: expect.any(String),
    });
    const closed = await service.call(warranty.closeClaim, {
      claimId: claim.claimId,
      guaranteeId: of.guaranteeId,
      resolution: 'Repaired.',
    });
    expect(closed).toMatchObject({ state: 'closed', resolution: 'Repaired.', closedAt: expect.any(String) });
    expect((await read(service, of)).claims).toEqual([closed]);
    await service.call(warranty.voidGuarantees, aVoid(of, [0, 1]));
    expect(await read(service, of)).toMatchObject({ state: 'active', lines: [{ voidedQty: 1 }, { voidedQty: 0 }] });
    await service.call(warranty.voidGuarantees, aVoid(of, [1, 1], [0, 1]));
    expect(await read(service, of)).toMatchObject({ state: 'void', lines: [{ voidedQty: 2 }, { voidedQty: 1 }] });
    await refuses(service, () => service.call(warranty.openClaim, aClaim(of)), 'claim.not-covered', { reason: 'void' });
    const events = await published(service, of);
    expect(events.map((one) => one.state)).toEqual(['active', 'active', 'void']);
    expect(events.map((one) => one.version)).toEqual([1, 3, 4]);
    await service.publishedEvents();
  });

  test('is issued once a sale and once an invoice, under one command or two', async () => {
    const of = aGuarantee();
    const commandId = mint('event');
    await Promise.all(Array.from({ length: 5 }, () => service.call(warranty.issueGuarantee, of, { commandId })));
    expect(await published(service, of)).toHaveLength(1);
    await refuses(
      service,
      () => service.call(warranty.issueGuarantee, { ...of, guaranteeId: mint('guarantee') }),
      'guarantee.exists',
      { guaranteeId: of.guaranteeId },
    );
    await refuses(
      service,
      () => service.call(warranty.issueGuarantee, aGuarantee([1], { invoiceId: of.invoiceId })),
      'guarantee.exists',
    );
    await refuses(
      service,
      () => service.call(warranty.issueGuarantee, aGuarantee([1], { guaranteeId: of.guaranteeId })),
      'guarantee.exists',
    );
    const competing = aGuarantee();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        service.call(warranty.issueGuarantee, { ...competing, guaranteeId: mint('guarantee') }),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'guarantee.exists' });
  });

  test('nobody issued is unknown', async () => {
    const of = aGuarantee();
    await refuses(service, () => read(service, of), 'guarantee.unknown');
    await refuses(service, () => service.call(warranty.openClaim, aClaim(of)), 'guarantee.unknown');
  });
});

describe('a claim', () => {
  test('is refused past the warranty, past the units, under a taken id; closed once', async () => {
    const old = await issued(service, [1], { startsOn: '2020-01-31' });
    await refuses(service, () => service.call(warranty.openClaim, aClaim(old)), 'claim.not-covered', {
      reason: 'expired',
      expiresOn: '2021-01-31',
    });
    const of = await issued(service, [2]);
    await refuses(service, () => service.call(warranty.openClaim, aClaim(of, 0, 3)), 'claim.not-covered', {
      active: 2,
      asked: 3,
    });
    await refuses(
      service,
      () => service.call(warranty.openClaim, { ...aClaim(of), saleLineId: mint('line') }),
      'claim.not-covered',
      { reason: 'line' },
    );
    const claim = aClaim(of);
    await service.call(warranty.openClaim, claim);
    await refuses(service, () => service.call(warranty.openClaim, claim), 'claim.exists');
    await refuses(service, () => service.call(warranty.openClaim, aClaim(of, 0, 2)), 'claim.not-covered', {
      active: 2,
      claimed: 1,
    });
    const closing = { claimId: claim.claimId, guaranteeId: of.guaranteeId, resolution: 'Replaced.' };
    await refuses(
      service,
      () => service.call(warranty.closeClaim, { ...closing, guaranteeId: old.guaranteeId }),
      'claim.unknown',
    );
    await refuses(
      service,
      () => service.call(warranty.closeClaim, { ...closing, claimId: mint('claim') }),
      'claim.unknown',
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => service.call(warranty.closeClaim, closing)),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await refuses(service, () => service.call(warranty.closeClaim, closing), 'claim.closed');
    await service.call(warranty.openClaim, aClaim(of, 0, 2));
  });

  test('that is open keeps its units from being taken out, and no others', async () => {
    const of = await issued(service, [3, 1]);
    const claim = aClaim(of, 0, 2);
    await service.call(warranty.openClaim, claim);
    await refuses(
      service,
      () => service.call(warranty.voidGuarantees, aVoid(of, [1, 1], [0, 2])),
      'guarantee.claim-open',
      {
        claimIds: [claim.claimId],
        claimed: 2,
      },
    );
    await service.call(warranty.voidGuarantees, aVoid(of, [1, 1], [0, 1]));
    await service.call(warranty.closeClaim, {
      claimId: claim.claimId,
      guaranteeId: of.guaranteeId,
      resolution: 'Done.',
    });
    await service.call(warranty.voidGuarantees, aVoid(of, [0, 2]));
    expect((await read(service, of)).state).toBe('void');
  });
});

describe('lists and records', () => {
  test('by store, sale and customer, newest first, page by page, with their claims', async () => {
    const { storeId, customerId } = aGuarantee();
    const all = [];
    for (let n = 0; n < 5; n += 1)
      all.unshift(await issued(service, [1], { storeId, ...(n % 2 ? { customerId } : {}) }));
    const claim = await service.call(warranty.openClaim, aClaim(all[0]!));
    const ids = async (asked: object): Promise<string[]> =>
      (await service.call(warranty.listGuarantees, asked)).items.map((one) => one.guaranteeId);
    expect(await ids({ storeId })).toEqual(all.map((one) => one.guaranteeId));
    expect(await ids({ customerId })).toEqual([all[1]!.guaranteeId, all[3]!.guaranteeId]);
    expect(await ids({ saleId: all[2]!.saleId, storeId })).toEqual([all[2]!.guaranteeId]);
    expect(await ids({ saleId: all[2]!.saleId, storeId: mint('store') })).toEqual([]);
    const first = await service.call(warranty.listGuarantees, { storeId, limit: 3 });
    expect(first.items[0]).toEqual(await read(service, all[0]!));
    expect(first.items[0]?.claims).toEqual([claim]);
    const rest = await service.call(warranty.listGuarantees, { storeId, limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map((one) => one.guaranteeId)).toEqual(all.map((one) => one.guaranteeId));
    expect(rest.nextCursor).toBeUndefined();
    expect(await ids({ limit: 2 })).toEqual(all.slice(0, 2).map((one) => one.guaranteeId));
  });

  test('by product, by the sales of documents, and with an open claim', async () => {
    const { storeId, customerId, lines } = aGuarantee();
    const all = [];
    for (let n = 0; n < 3; n += 1) all.unshift(await issued(service, [1], { storeId, customerId, lines }));
    const [newest, middle, oldest] = all.map((one) => one.guaranteeId);
    const other = await issued(service, [1], { storeId });
    const productId = lines[0]!.productId;
    const saleIds = [all[0]!, all[2]!, other].map((one) => one.saleId);
    const ids = async (asked: object): Promise<(string | undefined)[]> =>
      (await service.call(warranty.listGuarantees, asked)).items.map((one) => one.guaranteeId);
    expect(await ids({ productId })).toEqual([newest, middle, oldest]);
    expect(await ids({ productId, storeId: mint('store') })).toEqual([]);
    expect(await ids({ productId, saleId: all[1]!.saleId, customerId })).toEqual([middle]);
    expect(await ids({ saleIds })).toEqual([other.guaranteeId, newest, oldest]);
    expect(await ids({ saleIds, customerId })).toEqual([newest, oldest]);
    const page = await service.call(warranty.listGuarantees, { saleIds, limit: 2 });
    expect(await ids({ saleIds, limit: 2, cursor: page.nextCursor })).toEqual([oldest]);
    expect(await ids({ storeId, claims: 'open' })).toEqual([]);
    const claim = aClaim(all[2]!);
    await service.call(warranty.openClaim, claim);
    await service.call(warranty.openClaim, aClaim(all[1]!));
    expect(await ids({ storeId, claims: 'open' })).toEqual([middle, oldest]);
    expect(await ids({ saleIds, claims: 'open' })).toEqual([oldest]);
    expect(await ids({ productId, claims: 'open', limit: 1 })).toEqual([middle]);
    await service.call(warranty.closeClaim, {
      claimId: claim.claimId,
      guaranteeId: claim.guaranteeId,
      resolution: 'Repaired.',
    });
    expect(await ids({ storeId, claims: 'open' })).toEqual([middle]);
  });

  test('the audit gets every guarantee once, in order of id', async () => {
    const of = await issued(service, [2]);
    await service.call(warranty.voidGuarantees, aVoid(of, [0, 1]));
    const records = await recordsOf(service, 3);
    expect(records.map((one) => one.id)).toEqual(records.map((one) => one.id).toSorted());
    expect(records).toHaveLength(await service.count('guarantees'));
    expect(records.at(-1)).toEqual({
      id: of.guaranteeId,
      saleId: of.saleId,
      invoiceId: of.invoiceId,
      storeId: of.storeId,
      state: 'active',
      issuedAt: expect.any(String),
      lines: [{ saleLineId: of.lines[0]!.saleLineId, quantity: 2, voidedQty: 1 }],
    });
    expect(await voidedOf(service, of)).toEqual([1]);
  });
});
