import { expect, test } from '@jest/globals';
import { guaranteeView } from '@comptoir/contracts';
import { changedEvent, guaranteeView as view, decideIssueGuarantee, withVoided } from './guarantee.js';
import { claimOn, guaranteeOf, idOf, MOMENT } from '../../test/samples.js';

const guarantee = guaranteeOf(2, 1);
const { _id: guaranteeId, saleId, invoiceId, storeId, customerId } = guarantee;
const asked = {
  guaranteeId,
  saleId,
  invoiceId,
  storeId,
  customerId,
  startsOn: '2026-01-31',
  timeZone: 'Africa/Algiers',
  lines: [
    {
      saleLineId: idOf('lin', 0),
      productId: idOf('prd', 0),
      sku: 'S',
      name: 'N',
      quantity: 1,
      unit: 'kg' as const,
      quantityDecimals: 3,
      warrantyMonths: 1,
    },
  ],
};

test('a guarantee carries the frozen terms and the last day of each line', () => {
  const issued = decideIssueGuarantee(null, asked, MOMENT);
  expect(guaranteeView.strict().parse(view(issued, [claimOn(0, 1)]))).toMatchObject({
    guaranteeId,
    state: 'active',
    issuedAt: MOMENT.now,
    claims: [{ claimId: idOf('clm', 1), state: 'open' }],
    lines: [
      {
        unit: 'kg',
        quantityDecimals: 3,
        voidedQty: 0,
        startsOn: '2026-01-31',
        expiresOn: '2026-02-28',
        warrantyMonths: 1,
      },
    ],
  });
  expect(changedEvent(issued)).toEqual({ guaranteeId, saleId, storeId, state: 'active', version: 1 });
});

test('a sale has one; a line is named once', () => {
  expect(() => decideIssueGuarantee(guarantee, asked, MOMENT)).toThrow(
    expect.objectContaining({ code: 'guarantee.exists', kind: 'conflict' }),
  );
  expect(() => decideIssueGuarantee(null, { ...asked, lines: [asked.lines[0]!, asked.lines[0]!] }, MOMENT)).toThrow(
    expect.objectContaining({
      code: 'message.invalid',
      details: { issues: [expect.objectContaining({ field: 'lines.1.saleLineId' })] },
    }),
  );
});

test.each([
  [[0, 0], 'active'],
  [[2, 0], 'active'],
  [[0, 1], 'active'],
  [[1, 1], 'active'],
  [[2, 1], 'void'],
])('with %p of 2 and 1 units taken out it is %s', (units, state) => {
  const after = withVoided(guarantee, new Map(units.map((quantity, n) => [idOf('lin', n), quantity])));
  expect([after.state, after.version, after.lines.map((line) => line.voidedQty)]).toEqual([state, 2, units]);
});
