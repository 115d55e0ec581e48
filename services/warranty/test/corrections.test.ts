import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { warranty } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, TEST_ACTOR, type TestService } from '@comptoir/kit/testing';
import { warrantyService } from '../src/index.js';
import {
  aClaim,
  aGuarantee,
  aVoid,
  expectTrue,
  published,
  issued,
  read,
  refuses,
  rowsOf,
  voidedOf,
} from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startTestService(warrantyService);
  replica = await startTestService(warrantyService, service.installation);
});
afterAll(async () => {
  await expectTrue(service);
  await replica.running.stop();
  await service.stop();
});

const undoOf = ({ correctionId, saleId }: { correctionId: string; saleId: string }) => ({ correctionId, saleId });

describe('a void and its undo', () => {
  test('done twice, under one command or two, takes its units once', async () => {
    const of = await issued(service, [3]);
    const taking = aVoid(of, [0, 1], [0, 1]);
    const commandId = mint('event');
    const voided = [{ guaranteeId: of.guaranteeId, saleLineId: of.lines[0]!.saleLineId, quantity: 2 }];
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => service.call(warranty.voidGuarantees, taking, { commandId })),
    );
    expect(replies).toEqual(Array(5).fill({ voided }));
    expect(await service.call(warranty.voidGuarantees, taking)).toEqual({ voided });
    expect(await voidedOf(service, of)).toEqual([2]);
    expect(await published(service, of)).toHaveLength(2);
  });

  test('a sale without a guarantee has nothing to void, and the correction is kept all the same', async () => {
    const of = aGuarantee();
    const taking = aVoid(of, [0, 1]);
    expect(await service.call(warranty.voidGuarantees, taking)).toEqual({ voided: [] });
    expect(
      await service.connection.collection('corrections').findOne({ _id: taking.correctionId as never }),
    ).toMatchObject({ state: 'voided', voided: [] });
    expect(await service.call(warranty.reinstateGuarantees, undoOf(taking))).toEqual({ reinstated: true });
    await refuses(service, () => service.call(warranty.voidGuarantees, taking), 'correction.abandoned');
  });

  test('undone twice gives back once, exactly what it took', async () => {
    const of = await issued(service, [2, 1]);
    const kept = aVoid(of, [0, 1]);
    const undone = aVoid(of, [0, 1], [1, 1]);
    await service.call(warranty.voidGuarantees, kept);
    await service.call(warranty.voidGuarantees, undone);
    expect((await read(service, of)).state).toBe('void');
    expect(await service.call(warranty.reinstateGuarantees, undoOf(undone))).toEqual({ reinstated: true });
    expect(await service.call(warranty.reinstateGuarantees, undoOf(undone))).toEqual({ reinstated: false });
    expect(await read(service, of)).toMatchObject({ state: 'active', lines: [{ voidedQty: 1 }, { voidedQty: 0 }] });
    await refuses(service, () => service.call(warranty.voidGuarantees, undone), 'correction.abandoned');
    expect((await published(service, of)).map((one) => [one.version, one.state])).toEqual([
      [1, 'active'],
      [2, 'active'],
      [3, 'void'],
      [4, 'active'],
    ]);
    await refuses(
      service,
      () => service.call(warranty.reinstateGuarantees, { ...undoOf(kept), saleId: mint('sale') }),
      'message.invalid',
    );
  });

  test('an undo that comes first leaves a tombstone: the late void is refused, later ones are not', async () => {
    const of = await issued(service, [1]);
    const late = aVoid(of, [0, 1]);
    expect(await service.call(warranty.reinstateGuarantees, undoOf(late))).toEqual({ reinstated: false });
    await refuses(service, () => service.call(warranty.voidGuarantees, late), 'correction.abandoned', {
      correctionId: late.correctionId,
    });
    expect(await voidedOf(service, of)).toEqual([0]);
    await service.call(warranty.voidGuarantees, aVoid(of, [0, 1]));
  });

  test('raced with its undo twenty times: in the end nothing is out', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const of = await issued(service, [2]);
        const taking = aVoid(of, [0, 2]);
        const [, undo] = await Promise.allSettled([
          service.call(warranty.voidGuarantees, taking),
          service.call(warranty.reinstateGuarantees, undoOf(taking)),
        ]);
        if (undo.status === 'rejected') throw undo.reason;
        await refusedWith(() => service.call(warranty.voidGuarantees, taking), 'correction.abandoned');
        expect(await voidedOf(service, of)).toEqual([0]);
      }),
    );
  });

  test('more than is left is refused', async () => {
    const of = await issued(service, [2]);
    await service.call(warranty.voidGuarantees, aVoid(of, [0, 1]));
    await refuses(service, () => service.call(warranty.voidGuarantees, aVoid(of, [0, 2])), 'guarantee.over-voided', {
      active: 1,
      asked: 2,
    });
  });
});

async function refusedWith(call: () => Promise<unknown>, code: string): Promise<void> {
  await expect(call()).rejects.toMatchObject({ code });
}

describe('claims against voids, over two processes', () => {
  test('for the last unit, twenty times: one of them, never both', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const of = await issued(service, [1]);
        const both = await Promise.allSettled([
          service.call(warranty.openClaim, aClaim(of)),
          service.call(warranty.voidGuarantees, aVoid(of, [0, 1])),
        ]);
        expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
        for (const one of both)
          if (one.status === 'rejected')
            expect(['claim.not-covered', 'guarantee.claim-open']).toContain(one.reason.code);
      }),
    );
  });

  test('ten claims and ten voids for seven units of one guarantee: seven', async () => {
    const of = await issued(service, [7]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 ? service.call(warranty.openClaim, aClaim(of)) : service.call(warranty.voidGuarantees, aVoid(of, [0, 1])),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(7);
    for (const one of outcomes)
      if (one.status === 'rejected')
        expect(['claim.not-covered', 'guarantee.claim-open', 'guarantee.over-voided']).toContain(one.reason.code);
    const {
      lines: [line],
      claims,
    } = await read(service, of);
    expect(line!.voidedQty + claims.length).toBe(7);
  });
});

describe('bad input', () => {
  const of = aGuarantee();
  const line = of.lines[0]!;
  test.each<[string, string, unknown]>([
    ['an operator for an id', 'issueGuarantee', { ...of, saleId: { $gt: '' } }],
    ['an id of another kind', 'issueGuarantee', { ...of, guaranteeId: mint('order') }],
    ['no months', 'issueGuarantee', { ...of, lines: [{ ...line, warrantyMonths: 0 }] }],
    ['a fraction of a unit', 'issueGuarantee', { ...of, lines: [{ ...line, quantity: 1.5 }] }],
    ['a line twice', 'issueGuarantee', { ...of, lines: [line, line] }],
    ['a day that is none', 'issueGuarantee', { ...of, startsOn: '2026-02-30' }],
    ['an unknown field', 'issueGuarantee', { ...of, state: 'void' }],
    ['a missing field', 'issueGuarantee', { ...of, customerId: undefined }],
    ['an operator for a sale', 'voidGuarantees', { ...aVoid(of, [0, 1]), saleId: { $ne: null } }],
    ['a negative quantity', 'voidGuarantees', aVoid(of, [0, -1])],
    ['no lines', 'voidGuarantees', { ...aVoid(of), lines: [] }],
    ['an operator for a correction', 'reinstateGuarantees', { saleId: of.saleId, correctionId: { $exists: true } }],
    ['an operator for a guarantee', 'openClaim', { ...aClaim(of), guaranteeId: { $gt: '' } }],
    ['no complaint', 'openClaim', { ...aClaim(of), complaint: ' ' }],
    ['an operator for a claim', 'closeClaim', { claimId: { $gt: '' }, guaranteeId: of.guaranteeId, resolution: 'x' }],
    ['an operator in a read', 'readGuarantee', { guaranteeId: { $gt: '' } }],
    ['an operator in a list', 'listGuarantees', { customerId: { $gt: '' } }],
    ['a kind there is not', 'auditRecords', { kind: 'claims', limit: 1 }],
  ])('%s is refused and nothing is written', async (_name, message, input) => {
    const before = await rowsOf(service);
    const envelope = {
      actor: TEST_ACTOR,
      input,
      ...(/^(read|list|audit)/.test(message) ? {} : { commandId: mint('event') }),
    };
    expect((await service.raw(`warranty.${message}`, JSON.stringify({ id: '1', data: envelope }))).err).toMatchObject({
      code: 'message.invalid',
      kind: 'invalid',
    });
    expect(await rowsOf(service)).toEqual(before);
  });
});
