import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, type OrderDiscount } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  begin,
  finalize,
  MANAGER,
  post,
  startSales,
  takeBack,
  unbalanced,
} from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const off = (percentBps: number): OrderDiscount => ({ percentBps, reason: 'last of its kind' });
const CHEESE = {
  listMinor: 999,
  minMinor: 500,
  maxMinor: 1200,
  taxRateBps: 2000,
  unit: 'kg',
  quantityDecimals: 3,
} as const;
const CABLE = {
  listMinor: 400,
  minMinor: 100,
  maxMinor: 500,
  taxRateBps: 550,
  unit: 'm',
  quantityDecimals: 2,
} as const;

/** A sale of 1.5 kg of cheese and 2.75 m of cable, 10 % off the cheese and 5 % off everything. */
async function sold(pricesIncludeTax: boolean) {
  const store = aStore({ pricesIncludeTax, cashRoundingMinor: 5 });
  const { customerId } = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
  const wanted = [
    { ...CHEESE, quantity: 1500, discount: off(1000) },
    { ...CABLE, quantity: 275 },
  ];
  const draft = await aDraft(service, store, customerId, wanted, { discount: off(500) });
  const { grossMinor, approvalReasons } = await begin(service, draft);
  expect(approvalReasons).toEqual([]);
  const { saleId } = await post(service, draft);
  await finalize(service, saleId);
  return { sale: await service.call(sales.readSale, { saleId }), grossMinor, draft };
}

describe('a sale by weight and by length, with discounts', () => {
  test.each([
    // 14.99 less 1.50 is 13.49, and 11.00; 5 % of 24.49 is 1.22, of which 0.67 and 0.55: 12.82 and 10.45 remain
    [true, [1068, 214, 56], [991, 54, 52]],
    [false, [1282, 256, 217], [1045, 57, 55]],
  ])('in a store whose prices include tax: %s', async (pricesIncludeTax, cheese, cable) => {
    const { sale, grossMinor, draft } = await sold(pricesIncludeTax);
    expect(sale).toMatchObject({
      pricesIncludeTax,
      store: { pricesIncludeTax, cashRoundingMinor: 5 },
      discount: off(500),
      discountMinor: 272,
      grossMinor,
    });
    expect(sale.lines).toMatchObject([
      {
        unit: 'kg',
        quantityDecimals: 3,
        quantity: 1500,
        discount: off(1000),
        discountMinor: 217,
        documentDiscountMinor: 67,
      },
      { unit: 'm', quantityDecimals: 2, quantity: 275, discountMinor: 55, documentDiscountMinor: 55 },
    ]);
    expect(sale.lines[1]).not.toHaveProperty('discount');
    expect(sale.lines.map((line) => [line.netMinor, line.taxMinor])).toEqual([cheese.slice(0, 2), cable.slice(0, 2)]);
    expect((await service.call(sales.readOrder, { orderId: draft.order.orderId })).priced).toMatchObject({
      grossMinor,
    });
    const [sti] = await service.connection.collection('stis').find({ saleId: sale.saleId }).toArray();
    expect(sti).toMatchObject({
      grossMinor,
      discountNetMinor: sale.discountNetMinor,
      lines: sale.lines.map(({ discountNetMinor }) => ({ discountNetMinor })),
    });
  });

  test('comes back in parts that add up to it, discounts too', async () => {
    const { sale } = await sold(true);
    const [cheese, cable] = sale.lines;
    const back = async (...lines: { saleLineId: string; quantity: number }[]) =>
      takeBack(
        service,
        await service.call(sales.readSale, { saleId: sale.saleId }),
        lines.map((line) => ({ ...line, disposition: 'restock' as const })),
      );
    await back({ saleLineId: cable!.saleLineId, quantity: 33 }, { saleLineId: cheese!.saleLineId, quantity: 1 });
    await back({ saleLineId: cheese!.saleLineId, quantity: 749 });
    const { corrections } = await back(
      { saleLineId: cheese!.saleLineId, quantity: 750 },
      { saleLineId: cable!.saleLineId, quantity: 242 },
    );
    const lines = corrections.flatMap((one) => one.lines);
    for (const field of [
      'netMinor',
      'taxMinor',
      'grossMinor',
      'costMinor',
      'discountMinor',
      'discountNetMinor',
    ] as const)
      expect([field, lines.reduce((total, line) => total + line[field], 0)]).toEqual([
        field,
        sale.lines.reduce((total, line) => total + line[field], 0),
      ]);
    const stis = await service.connection.collection('stis').find({ saleId: sale.saleId }).toArray();
    expect(stis.reduce((total, sti) => total + sti.discountNetMinor, 0)).toBe(0);
    const { balances } = await service.call(sales.customerBalance, { customerId: sale.customer.customerId });
    expect(balances).toEqual([{ currency: 'DZD', balanceMinor: 0 }]);
  });
});

describe('a discount', () => {
  const limits = { discountLimits: { lineBps: 1000, documentBps: 500 } };

  test('above the limits of the person asks a manager, who sees it, and is sold with the approval', async () => {
    const { customerId } = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
    const wanted = [{ ...CHEESE, quantity: 1000, discount: off(1100) }];
    const draft = await aDraft(service, aStore(), customerId, wanted, { discount: off(600) });
    const { approvalReasons } = await begin(service, draft, undefined, undefined, limits);
    expect(approvalReasons).toMatchObject([
      { code: 'discount.over-limit', lineId: draft.order.lines[0]?.lineId },
      { code: 'discount.over-limit' },
    ]);
    await expect(post(service, draft)).rejects.toMatchObject({ code: 'approval.missing' });
    await service.call(
      sales.requestApproval,
      {
        orderId: draft.order.orderId,
        revision: 1,
        costMinor: 100,
        reasons: approvalReasons,
        deadline: '2099-01-01T00:00:00Z',
      },
      { sagaId: draft.saga },
    );
    const sale = await post(service, draft, { verdict: { approved: true, by: MANAGER } });
    expect(sale.approval?.reasons.map((reason) => reason.code)).toEqual(['discount.over-limit', 'discount.over-limit']);
  });

  test('within the limits asks nobody; more than there is, or without a reason, is refused', async () => {
    const { customerId } = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
    const draft = (discount: OrderDiscount) =>
      aDraft(service, aStore(), customerId, [{ ...CHEESE, quantity: 1000 }], { discount });
    expect((await begin(service, await draft(off(500)), undefined, undefined, limits)).approvalReasons).toEqual([]);
    const tooMuch = await draft({ amountMinor: 1000, reason: 'a friend' });
    await expect(begin(service, tooMuch)).rejects.toMatchObject({ code: 'discount.too-high' });
    for (const wrong of [{ percentBps: 100 }, { percentBps: 100, amountMinor: 1, reason: 'r' }, { reason: 'r' }])
      await expect(draft(wrong as OrderDiscount)).rejects.toMatchObject({ code: 'message.invalid' });
  });

  test('goes with the next change of the draft, like everything that the change does not say', async () => {
    const { customerId } = await aCustomer(service);
    const { order } = await aDraft(service, aStore(), customerId, [{ quantity: 1 }], { discount: off(100) });
    const { orderId, revision, documentType, lines } = order;
    expect(order.discount).toEqual(off(100));
    const changed = await service.call(sales.changeOrder, { orderId, revision, customerId, documentType, lines });
    expect(changed).not.toHaveProperty('discount');
  });
});

test('an order that is not taxed is priced at tags less their tax', async () => {
  const { customerId } = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
  const store = aStore({ pricesIncludeTax: true });
  const draft = await aDraft(service, store, customerId, [{ ...CHEESE, quantity: 2000 }], {
    taxed: false,
    taxFreeReason: 'export',
  });
  await begin(service, draft, undefined, undefined, { maySellTaxFree: true });
  expect(await post(service, draft)).toMatchObject({
    pricesIncludeTax: false,
    netMinor: 1666,
    taxMinor: 0,
    lines: [{ unitPriceMinor: 833, priceListMinor: 833, taxRateBps: 0 }],
  });
});

test('a line of more than a million pieces is a scanning error, one of a million kilograms is not', async () => {
  const { customerId } = await aCustomer(service, { creditLimit: { minor: 100_000_000_000, currency: 'DZD' } });
  const draft = (quantityDecimals: number, quantity: number) =>
    aDraft(service, aStore(), customerId, [
      { quantity, quantityDecimals, batches: [{ batchId: mint('batch'), quantity, costMinor: 1 }] },
    ]);
  await expect(begin(service, await draft(0, 1_000_001))).rejects.toMatchObject({ code: 'quantity.too-large' });
  expect((await begin(service, await draft(3, 1_000_000_000))).grossMinor).toBe(1_190_000_000);
});
