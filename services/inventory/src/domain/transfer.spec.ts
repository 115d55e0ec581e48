import { describe, expect, test } from '@jest/globals';
import { sampleContext, STORE } from '../../test/samples.js';
import { OTHER_STORE, sampleRequest, sampleTransfer } from '../../test/transfer-samples.js';
import {
  decideCancelTransfer,
  decideCloseTransfer,
  decideRefuseTransfer,
  decideRequestTransfer,
  goodsTransferredOf,
  type BegunTransfer,
} from './transfer.js';

const refused = (code: string, details?: object) =>
  expect.objectContaining(details === undefined ? { code } : { code, details: expect.objectContaining(details) });

describe('decideRequestTransfer', () => {
  test('draws the next number of the sending store and year, and moves nothing', () => {
    const { transfer, series } = decideRequestTransfer(
      { _id: 'ALG1-TR-2026', last: 41 },
      sampleRequest({ note: 'for Saturday' }),
      sampleContext(),
    );
    expect(series).toEqual({ _id: 'ALG1-TR-2026', last: 42 });
    expect(transfer).toMatchObject({
      number: 'ALG1-TR-2026-000042',
      state: 'requested',
      revision: 1,
      begunBy: 'asking',
      note: 'for Saturday',
      fromStoreCode: 'ALG1',
      toStoreName: 'Oran',
      leftQuantity: 0,
      leftCostMinor: 0,
      parcels: [],
      moves: [],
      createdBy: 'usr_1',
    });
    expect(transfer.lines[0]).toMatchObject({ productId: 'a', quantity: 4, shippedQuantity: 0, receivedQuantity: 0 });
  });

  test('the year is that of the sending store’s day', () => {
    const { from } = sampleRequest();
    const late = { ...sampleContext(), now: '2026-12-31T23:30:00.000Z' };
    const begun = (timeZone: string) =>
      decideRequestTransfer(null, sampleRequest({ from: { ...from, timeZone } }), late).transfer.number;
    expect([begun('Africa/Algiers'), begun('America/New_York')]).toEqual([
      'ALG1-TR-2027-000001',
      'ALG1-TR-2026-000001',
    ]);
  });

  const { from, to } = sampleRequest();
  test.each<[string, Partial<BegunTransfer>, string]>([
    ['one store', { toStoreId: STORE }, 'transfer.same-store'],
    ['another company', { to: { ...to, companyId: 'cmp_00000000000000000000000002' } }, 'transfer.other-company'],
    ['another currency', { from: { ...from, currency: 'EUR' } }, 'stock.currency-mixed'],
    [
      'a product twice',
      {
        lines: [
          { productId: 'a', quantity: 1 },
          { productId: 'a', quantity: 2 },
        ],
      },
      'message.invalid',
    ],
  ])('%s is refused', (_name, facts, code) => {
    expect(() => decideRequestTransfer(null, sampleRequest(facts), sampleContext())).toThrow(refused(code));
  });
});

describe('what moves no goods', () => {
  const asked = { transferId: 'trf_1', storeId: STORE, reason: 'none to spare' };
  const byAsking = { ...asked, storeId: OTHER_STORE };

  test('the sending store refuses, the asking store cancels, each with its reason', () => {
    const moment = sampleContext();
    const done = { at: moment.now, by: 'usr_1', reason: 'none to spare' };
    expect(decideRefuseTransfer(sampleTransfer(), asked, moment).after).toMatchObject({
      state: 'refused',
      revision: 2,
      refused: done,
    });
    expect(decideCancelTransfer(sampleTransfer(), byAsking, moment).after).toMatchObject({
      state: 'cancelled',
      cancelled: done,
    });
  });

  test('a transfer that was received is put away, with a reason or without', () => {
    const received = sampleTransfer({ state: 'received' });
    const { reason: _reason, ...without } = byAsking;
    const { after } = decideCloseTransfer(received, without, sampleContext());
    expect([after.state, Object.keys(after.closed!)]).toEqual(['closed', ['at', 'by']]);
    expect(decideCloseTransfer(received, byAsking, sampleContext()).after.closed).toMatchObject({
      reason: 'none to spare',
    });
  });

  test.each<[string, () => unknown, string]>([
    ['what nobody knows', () => decideRefuseTransfer(null, asked, sampleContext()), 'transfer.unknown'],
    [
      'a refusal of the store that asked',
      () => decideRefuseTransfer(sampleTransfer(), byAsking, sampleContext()),
      'transfer.other-store',
    ],
    [
      'a cancellation of the store that sends',
      () => decideCancelTransfer(sampleTransfer(), asked, sampleContext()),
      'transfer.other-store',
    ],
    [
      'a cancellation of goods on the road',
      () => decideCancelTransfer(sampleTransfer({ state: 'shipped' }), byAsking, sampleContext()),
      'transfer.state',
    ],
    [
      'a closing before all of it came',
      () => decideCloseTransfer(sampleTransfer({ state: 'partlyReceived' }), byAsking, sampleContext()),
      'transfer.state',
    ],
  ])('%s is refused', (_name, decide, code) => {
    expect(decide).toThrow(refused(code));
  });
});

test.each([
  ['shipped', STORE, 'ALG1'],
  ['received', OTHER_STORE, 'ORN1'],
  ['lost', STORE, 'ALG1'],
  ['returned', STORE, 'ALG1'],
] as const)('goods that were %s stand in the books of one store', (kind, storeId, storeCode) => {
  const move = { moveId: 'trm_1', kind, at: '2026-01-02T00:00:00.000Z', by: 'usr_1', costMinor: 5, lines: [] };
  expect(goodsTransferredOf(sampleTransfer(), move)).toEqual({
    moveId: 'trm_1',
    kind,
    transferId: 'trf_1',
    number: 'ALG1-TR-2026-000001',
    storeId,
    storeCode,
    currency: 'DZD',
    costMinor: 5,
    movedAt: move.at,
    timeZone: 'Africa/Algiers',
    movedBy: 'usr_1',
  });
});
