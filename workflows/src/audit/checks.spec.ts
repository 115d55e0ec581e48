import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '@comptoir/contracts';
import { checkCorrections, checkSeries } from './document-checks.js';
import type { Finding } from './finding.js';
import { checkPrices } from './price-checks.js';
import { checkCosts, checkDocuments, checkLedger, checkStockValue } from './money-checks.js';
import { checkOrders } from './order-checks.js';
import { checkPayments } from './payment-checks.js';
import type { ReadSpan, Records } from './records.js';
import { checkCachedStock, checkStock } from './stock-checks.js';
import { checkTills } from './till-checks.js';

type Mutable<T> = T extends readonly (infer R)[]
  ? Mutable<R>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;
type Draft = Mutable<Records>;

const at = (second: number): string => new Date(Date.UTC(2026, 4, 1, 10, 0, second)).toISOString();
const span = (second: number): ReadSpan => ({ from: at(second), to: at(second) });
const place = { storeId: 'sto_1', productId: 'prd_1' };
const DAY = '2026-05-01';

/** The closing of its till: 1,980 were rung up, all of it in cash, and counted. */
function zReport(): Draft['zReports'][number] {
  const unsealed: any = {
    sessionId: 'tse_1',
    storeId: 'sto_1',
    till: 'T1',
    number: 1,
    figures: { grossMinor: 1_980, taxMinor: 180 },
    expectedMinor: 1_980,
    countedMinor: 1_980,
    differenceMinor: 0,
    keptMinor: 1_980,
    grandTotalMinor: 1_980,
    perpetualTotalMinor: 2_970,
    previousHash: '0'.repeat(64),
  };
  return { id: 'tse_1', ...unsealed, hash: createHash('sha256').update(canonicalJson(unsealed)).digest('hex') };
}

/** A shop that took in 10 units at 500, sold 3 of them for 1,000 less 10 % + 10 % tax to one buyer, and got 1 back. */
function shop(): Draft {
  const allocations = [{ batchId: 'bat_1', quantity: 3, costMinor: 1_500 }];
  const amounts = { netMinor: 2_700, taxMinor: 270, grossMinor: 2_970 };
  const terms = { quantityDecimals: 0, unitPriceMinor: 1_000, discountMinor: 300, taxRateBps: 1_000 };
  const band = { priceMinMinor: 900, priceListMinor: 1_000, priceMaxMinor: 1_000 };
  const line = { saleLineId: 'lin_1', productId: 'prd_1', quantity: 3, ...terms, ...band };
  const discount = { percentBps: 1_000, reason: 'r' };
  const off = { discount, documentDiscountMinor: 0, discountNetMinor: 300 };
  const movement = { ...place, costMinor: 1_500, batchId: 'bat_1', remainingDelta: 0, heldDelta: 0 };
  const entry = { entryId: '', storeId: 'sto_1', currency: 'DZD' as const, businessDay: DAY };
  const dimensions = (account: any, customerId?: string) => ({
    ...(customerId ? { customerId, saleId: 'sal_1' } : {}),
    ...(account === 'cash' ? { till: 'T1' } : {}),
  });
  const debit = (account: any, debitMinor: number, customerId?: string) => ({
    account,
    debitMinor,
    creditMinor: 0,
    ...dimensions(account, customerId),
  });
  const credit = (account: any, creditMinor: number, customerId?: string) => ({
    account,
    debitMinor: 0,
    creditMinor,
    ...dimensions(account, customerId),
  });
  const batch = { ...place, currency: 'DZD' };
  const payment = { storeId: 'sto_1', currency: 'DZD', customerId: 'cus_1', method: 'cash', roundingMinor: 0 };
  const sti = { storeId: 'sto_1', currency: 'DZD', businessDay: DAY, saleId: 'sal_1' };
  const records: any = {
    batches: [
      {
        id: 'bat_1',
        ...batch,
        origin: 'delivery',
        originId: 'dlv_1',
        receivedQty: 10,
        costMinor: 5_000,
        remainingQty: 7,
        remainingCostMinor: 3_500,
      },
      {
        id: 'bat_2',
        ...batch,
        origin: 'return',
        originId: 'cor_1',
        receivedQty: 1,
        costMinor: 500,
        remainingQty: 1,
        remainingCostMinor: 500,
      },
    ],
    levels: [{ id: 'sto_1/prd_1', ...place, available: 8, version: 3 }],
    cachedStock: [{ id: 'sto_1/prd_1', ...place, available: 8, version: 3 }],
    movements: [
      {
        id: 'mov_1',
        ...movement,
        kind: 'received',
        remainingDelta: 10,
        costMinor: 5_000,
        ref: 'dlv_1',
        occurredAt: at(0),
      },
      { id: 'mov_2', ...movement, kind: 'held', remainingDelta: -3, heldDelta: 3, ref: 'hld_1', occurredAt: at(1) },
      { id: 'mov_3', ...movement, kind: 'sold', heldDelta: -3, ref: 'hld_1', occurredAt: at(2) },
      {
        id: 'mov_4',
        ...movement,
        kind: 'returned',
        batchId: 'bat_2',
        remainingDelta: 1,
        costMinor: 500,
        ref: 'cor_1',
        occurredAt: at(3),
      },
    ],
    holds: [
      {
        id: 'hld_1',
        storeId: 'sto_1',
        sagaId: 'checkout/1',
        state: 'settled',
        saleId: 'sal_1',
        createdAt: at(1),
        lines: [{ lineId: 'lin_0', productId: 'prd_1', quantity: 3, allocations }],
      },
    ],
    sales: [
      {
        id: 'sal_1',
        orderId: 'ord_1',
        stiId: 'sti_1',
        storeId: 'sto_1',
        customerId: 'cus_1',
        buyer: 'digest-1',
        holdId: 'hld_1',
        currency: 'DZD',
        state: 'final',
        sagaId: 'checkout/1',
        soldAt: at(2),
        businessDay: DAY,
        taxed: true,
        approved: false,
        pricesIncludeTax: false,
        discountMinor: 300,
        discountNetMinor: 300,
        lines: [
          { ...line, ...off, ...amounts, sku: 's', name: 'n', warrantyMonths: 12, costMinor: 1_500, allocations },
        ],
        ...amounts,
        costMinor: 1_500,
        invoiceId: 'inv_1',
      },
    ],
    prices: [],
    priceLists: [],
    stis: [
      {
        id: 'sti_1',
        kind: 'sale',
        ...sti,
        ...amounts,
        costMinor: 1_500,
        lines: [],
        receivedMinor: 2_970,
        received: [{ method: 'cash', amountMinor: 2_970 }],
        tillSessionId: 'tse_1',
      },
      {
        id: 'sti_2',
        kind: 'reversal',
        ...sti,
        correctionId: 'cor_1',
        netMinor: -900,
        taxMinor: -90,
        grossMinor: -990,
        costMinor: -500,
        lines: [],
        receivedMinor: -990,
        received: [{ method: 'cash', amountMinor: -990 }],
        tillSessionId: 'tse_1',
      },
    ],
    entries: [
      {
        id: 'ent_1',
        ...entry,
        kind: 'delivery',
        ref: 'dlv_1',
        postedAt: at(0),
        lines: [debit('inventory', 5_000), credit('goodsReceivedNotInvoiced', 5_000)],
      },
      {
        id: 'ent_2',
        ...entry,
        kind: 'sale',
        ref: 'sal_1',
        tillSessionId: 'tse_1',
        postedAt: at(2),
        lines: [
          debit('receivable', 2_970, 'cus_1'),
          credit('revenue', 2_700),
          credit('outputTax', 270),
          debit('costOfGoodsSold', 1_500),
          credit('inventory', 1_500),
          debit('cash', 2_970),
          credit('receivable', 2_970, 'cus_1'),
        ],
      },
      {
        id: 'ent_3',
        ...entry,
        kind: 'correction',
        ref: 'cor_1',
        tillSessionId: 'tse_1',
        postedAt: at(3),
        lines: [
          debit('revenue', 900),
          debit('outputTax', 90),
          credit('receivable', 990, 'cus_1'),
          debit('inventory', 500),
          credit('costOfGoodsSold', 500),
          debit('receivable', 990, 'cus_1'),
          credit('cash', 990),
        ],
      },
    ],
    payments: [
      {
        id: 'pay_1',
        ...payment,
        number: 'A-P-2026-000001',
        kind: 'checkout',
        direction: 'in',
        saleId: 'sal_1',
        amountMinor: 2_970,
      },
      {
        id: 'pay_2',
        ...payment,
        number: 'A-P-2026-000002',
        kind: 'refund',
        direction: 'out',
        correctionId: 'cor_1',
        amountMinor: 990,
      },
    ],
    zReports: [zReport()],
    corrections: [
      {
        id: 'cor_1',
        saleId: 'sal_1',
        kind: 'return',
        state: 'final',
        sagaId: 'correction/1',
        storeId: 'sto_1',
        creditNoteId: 'inv_2',
        grossMinor: 990,
        costMinor: 500,
        lines: [{ saleLineId: 'lin_1', productId: 'prd_1', quantity: 1 }],
        begunAt: at(3),
      },
    ],
    invoices: [
      {
        id: 'inv_1',
        type: 'FACTURE',
        series: 'A-F-2026',
        counter: 1,
        number: 'A-F-2026-1',
        storeId: 'sto_1',
        saleId: 'sal_1',
        currency: 'DZD',
        buyer: 'digest-1',
        lines: [{ saleLineId: 'lin_1', quantity: 3, ...terms, netMinor: 2_700, taxMinor: 270 }],
        taxByRate: [{ taxRateBps: 1_000, netMinor: 2_700, taxMinor: 270 }],
        ...amounts,
        issuedAt: at(2),
        businessDay: DAY,
      },
      {
        id: 'inv_2',
        type: 'CREDIT_NOTE',
        series: 'A-A-2026',
        counter: 1,
        number: 'A-A-2026-1',
        storeId: 'sto_1',
        saleId: 'sal_1',
        correctionId: 'cor_1',
        currency: 'DZD',
        buyer: 'digest-1',
        lines: [],
        taxByRate: [],
        netMinor: 900,
        taxMinor: 90,
        grossMinor: 990,
        issuedAt: at(3),
        businessDay: DAY,
      },
    ],
    series: [],
    guarantees: [
      {
        id: 'gua_1',
        saleId: 'sal_1',
        invoiceId: 'inv_1',
        storeId: 'sto_1',
        state: 'active',
        lines: [{ saleLineId: 'lin_1', quantity: 3, voidedQty: 1 }],
        issuedAt: at(2),
      },
    ],
    orders: [{ id: 'ord_1', state: 'partlyReturned', revision: 1, saleId: 'sal_1', storeId: 'sto_1' }],
    transfers: [],
    supplierBills: [],
    deliveryBillings: [],
    payables: [],
    supplierPayments: [],
    snapshots: [],
    ledgerSeries: [],
    seals: [],
    periods: [],
    balances: [{ id: 'cus_1/DZD', customerId: 'cus_1', currency: 'DZD', balanceMinor: 0, accounts: ['cus_1'] }],
  };
  return records as Draft;
}

const findingsOf = (records: Draft): Finding[] => {
  const sound = records as Records;
  return [
    ...checkStock(sound).findings,
    checkCachedStock(sound),
    checkCosts(sound),
    checkDocuments(sound),
    checkLedger(sound),
    checkStockValue(sound),
    checkCorrections(sound),
    checkPrices(sound),
    checkOrders(sound),
    checkPayments(sound),
    checkTills(sound),
  ];
};
const messagesOf = (change: (records: Draft) => void): string[] => {
  const records = shop();
  change(records);
  return findingsOf(records).flatMap((finding) => finding.suspects.map((one) => `${one.invariant}: ${one.message}`));
};

test('without the guarantees, which nobody answered, their equations are left out and counted', () => {
  const records = shop();
  records.silent = ['warranty'];
  records.guarantees = [];
  const findings = findingsOf(records);
  expect(findings.flatMap((finding) => finding.suspects)).toEqual([]);
  expect(checkDocuments(records as Records).underWay).toBe(checkDocuments(shop() as Records).underWay + 1);
});

test('a sound shop', () => {
  expect(messagesOf(() => undefined)).toEqual([]);
  for (const finding of findingsOf(shop())) expect(finding.checked).toBeGreaterThan(0);
});

describe('a line of bundles', () => {
  /** The line of the shop as one of three bundles, each of one unit of the product. */
  const bundled = (change: (line: any, sti: any) => void): string[] =>
    messagesOf((one) => {
      const line: any = one.sales[0]!.lines[0]!;
      const batches = [{ batchId: 'bat_1', quantity: 3, netMinor: 2_700, taxMinor: 270, costMinor: 1_500 }];
      const sti: any = { ...line, productId: 'prd_box', batches };
      Object.assign(line, { productId: 'prd_box', parts: [{ productId: 'prd_1', quantity: 1 }] });
      line.allocations = line.allocations.map((taken: object) => ({ ...taken, productId: 'prd_1' }));
      one.stis[0]!.lines = [sti];
      change(line, sti);
    });

  test('is sound', () => expect(bundled(() => undefined)).toEqual([]));

  test.each<[string, (line: any, sti: any) => void, string[]]>([
    [
      'whose parts are not what it took',
      (line) => (line.parts[0].quantity = 2),
      ['4: sale sal_1, prd_box: units sold against units allocated'],
    ],
    [
      'that took of another product',
      (line) => (line.allocations[0].productId = 'prd_2'),
      [
        '4: sale sal_1, prd_box: units sold against units allocated',
        '4: sale sal_1: batches sold against batches that left the stock',
      ],
    ],
    [
      'whose cost is not that of its batches',
      (line) => (line.costMinor += 1),
      ['4: sale sal_1, prd_box: cost of the line against its batches'],
    ],
    [
      'whose revenue is not that of its batches',
      (_line, sti) => (sti.batches[0].netMinor -= 1),
      ['4: STI sti_1, prd_box: net, tax and cost of a line against its batches'],
    ],
  ])('%s', (_name, change, messages) => expect(bundled(change)).toEqual(messages));
});

describe('the state of an order', () => {
  const moved = (one: Draft, changes: Partial<Draft['orders'][number]>) => Object.assign(one.orders[0]!, changes);
  const receivable = (one: Draft, creditMinor: number) => (one.entries[1]!.lines[6]!.creditMinor = creditMinor);

  test.each<[string, (records: Draft) => void]>([
    ['that is paid though a part came back', (one) => moved(one, { state: 'paid' })],
    ['that is still fulfilled', (one) => moved(one, { state: 'fulfilled' })],
    ['that is locked though nothing is under way', (one) => moved(one, { state: 'cancelling' })],
    ['of which something is owed', (one) => receivable(one, 2_000)],
  ])('%s', (_name, change) => {
    const records = shop();
    change(records);
    expect(checkOrders(records as Records).suspects.map((one) => one.message)).toEqual(['order ord_1: its state']);
  });

  test.each<[string, (records: Draft) => void]>([
    [
      'of a sale that is being cancelled',
      (one) => {
        one.corrections[0]!.kind = 'cancellation';
        one.corrections[0]!.state = 'posted';
        one.sales[0]!.state = 'correcting';
        moved(one, { state: 'cancelling' });
      },
    ],
    [
      'of a sale of which something is owed',
      (one) => {
        receivable(one, 2_000);
        moved(one, { state: 'invoiced' });
      },
    ],
    [
      'of a sale that came back with a return',
      (one) => {
        one.sales[0]!.state = 'cancelled';
        moved(one, { state: 'returned' });
      },
    ],
    [
      'that waits for nothing',
      (one) => void one.orders.push({ ...one.orders[0]!, id: 'o2', state: 'refused', saleId: undefined as never }),
    ],
  ])('%s is sound', (_name, change) => {
    const records = shop();
    change(records);
    expect(checkOrders(records as Records).suspects).toEqual([]);
  });

  test('a sale without its order, and an order without its sale', () => {
    const records = shop();
    moved(records, { saleId: 'sal_2' });
    expect(checkOrders(records as Records).suspects.map((one) => one.message)).toEqual([
      'order ord_1 (partlyReturned) has its sale',
      'sale sal_1: its order names it',
    ]);
  });
});

describe('held units', () => {
  test.each<[string, (records: Draft) => void, string]>([
    [
      'that stay held though the hold is settled',
      (one) => (one.movements[2]!.heldDelta = -2),
      '1: hold hld_1 (settled): units that movements hold against its own',
    ],
    [
      'of a hold that is gone',
      (one) => {
        one.movements.push({ ...one.movements[1]!, id: 'mov_9', ref: 'hld_9', remainingDelta: 0 });
      },
      '1: units held for hld_9, which is no hold',
    ],
  ])('%s', (_name, change, message) => expect(messagesOf(change)).toEqual([message]));

  test('of an open hold count in the value of the stock', () => {
    expect(
      messagesOf((one) => {
        one.movements.push({
          ...one.movements[1]!,
          id: 'mov_9',
          ref: 'hld_2',
          remainingDelta: -2,
          heldDelta: 2,
          costMinor: 1_000,
        });
        one.holds.push({
          ...one.holds[0]!,
          id: 'hld_2',
          state: 'open',
          saleId: undefined as never,
          lines: [
            {
              lineId: 'l',
              productId: 'prd_1',
              quantity: 2,
              allocations: [{ batchId: 'bat_1', deliveryId: 'dlv_1', quantity: 2, costMinor: 1_000 }],
            },
          ],
        });
        one.batches[0]!.remainingQty -= 2;
        one.batches[0]!.remainingCostMinor -= 1_000;
        one.levels[0]!.available -= 2;
        one.cachedStock[0]!.available -= 2;
      }),
    ).toEqual([]);
  });
});

describe('the cost of a batch', () => {
  test.each<[string, (records: Draft) => void, string[]]>([
    [
      'that remains without its movements',
      (one) => (one.batches[0]!.remainingCostMinor -= 1),
      [
        '1: batch bat_1: cost less movements against the cost that remains',
        '7: the inventory account against the value of all stock',
      ],
    ],
    [
      'that a movement took beyond what it says',
      (one) => (one.movements[1]!.costMinor += 1),
      ['1: batch bat_1: cost less movements against the cost that remains'],
    ],
    [
      'that is not the one received',
      (one) => {
        one.movements[3]!.costMinor += 1;
      },
      ['1: batch bat_2: its cost against its first movement'],
    ],
    [
      'that is left without units',
      (one) => {
        one.movements.push({
          ...one.movements[3]!,
          id: 'mov_9',
          kind: 'writtenOff',
          remainingDelta: -1,
          costMinor: 499,
        });
        one.batches[1]!.remainingQty = 0;
        one.batches[1]!.remainingCostMinor = 1;
        one.levels[0]!.available -= 1;
        one.cachedStock[0]!.available -= 1;
      },
      [
        '1: batch bat_2: the cost that remains is that of units',
        '7: the inventory account against the value of all stock',
      ],
    ],
  ])('%s', (_name, change, messages) => expect(messagesOf(change)).toEqual(messages));
});

/** A record that was not rung up at a till. */
const withoutTill = <T extends { tillSessionId?: string }>({
  tillSessionId: _session,
  ...kept
}: T): Omit<T, 'tillSessionId'> => kept;

describe('STIs and entries', () => {
  test.each<[string, (records: Draft) => void, string]>([
    [
      'an STI without a sale',
      (one) =>
        one.stis.push({
          ...withoutTill(one.stis[0]!),
          id: 'sti_9',
          saleId: 'sal_9',
          netMinor: 0,
          taxMinor: 0,
          receivedMinor: 0,
          received: [],
        }),
      '4: STI sti_9 has its sale or correction',
    ],
    [
      'an entry without a sale',
      (one) => one.entries.push({ ...one.entries[1]!, id: 'ent_9', ref: 'sal_9', lines: [] }),
      '4: entry ent_9 has its sale or correction',
    ],
    [
      'a second STI',
      (one) => one.stis.push({ ...withoutTill(one.stis[0]!), id: 'sti_9' }),
      '4: STI of sal_1: one and no more',
    ],
    [
      'a second entry',
      (one) =>
        one.entries.push({
          ...withoutTill(one.entries[2]!),
          id: 'ent_9',
          lines: one.entries[2]!.lines.filter(
            (line) => line.account !== 'inventory' && line.account !== 'costOfGoodsSold',
          ),
        }),
      '4: entry of cor_1: one and no more',
    ],
  ])('%s', (_name, change, message) => expect(messagesOf(change)).toEqual([message]));

  test('of a sale that was posted after the sales were read are left out', () => {
    const young = (one: Draft): void => {
      one.startedAt = at(10);
      one.entries.push({ ...one.entries[1]!, id: 'ent_9', ref: 'sal_9', postedAt: at(11), lines: [] });
    };
    expect(messagesOf(young)).toEqual([]);
  });
});

describe('documents', () => {
  test.each<[string, (records: Draft) => void, string]>([
    ['a total', (one) => (one.invoices[0]!.netMinor -= 1), 'net, tax and gross'],
    ['another buyer', (one) => (one.invoices[0]!.buyer = 'digest-2'), 'buyer'],
    ['a quantity', (one) => (one.invoices[0]!.lines[0]!.quantity = 2), 'lines'],
    ['a price', (one) => (one.invoices[0]!.lines[0]!.unitPriceMinor = 1), 'lines'],
    ['a missing line', (one) => (one.invoices[0]!.lines = []), 'lines'],
    ['the tax of a rate', (one) => (one.invoices[0]!.taxByRate[0]!.taxRateBps = 900), 'tax by rate'],
  ])('%s that is not that of the sale', (_name, change, what) => {
    expect(messagesOf(change)).toEqual([`5: document of sale sal_1: ${what}`]);
  });
});

describe('the prices of a sale', () => {
  const sold = (change: (sale: Draft['sales'][number]) => void) => (one: Draft) => change(one.sales[0]!);
  const priced = (change: (line: Draft['sales'][number]['lines'][number]) => void) =>
    sold((sale) => change(sale.lines[0]!));
  test.each<[string, (records: Draft) => void, string[]]>([
    [
      'a tax that is not that of the rate',
      priced((line) => (line.taxMinor += 1)),
      ['net and tax', 'net, tax and gross'],
    ],
    [
      'prices that are said to include tax',
      sold((sale) => (sale.pricesIncludeTax = true)),
      ['before tax', 'net and tax'],
    ],
    ['a total that is not the sum', sold((sale) => (sale.grossMinor += 1)), ['net, tax and gross']],
    [
      'another discount of the line',
      priced((line) => (line.discount = { percentBps: 900, reason: 'r' })),
      ['its discount'],
    ],
    [
      'a share of a discount that the sale has not',
      priced((line) => (line.documentDiscountMinor = 1)),
      ['its discount', 'shares of'],
    ],
    ['a discount before tax', priced((line) => (line.discountNetMinor -= 1)), ['before tax', 'discounts against']],
    ['a sum of discounts', sold((sale) => (sale.discountMinor -= 1)), ['discounts against']],
    [
      'a discount of the sale that no line has',
      sold((sale) => (sale.discount = { amountMinor: 5, reason: 'r' })),
      ['shares of'],
    ],
  ])('%s', (_name, change, whats) => {
    const found = messagesOf(change).filter((message) => message.startsWith('12: sale sal_1'));
    expect(found).toHaveLength(whats.length);
    for (const what of whats) expect(found.join('\n')).toContain(what);
  });
});

describe('money', () => {
  test.each<[string, (records: Draft) => void, string]>([
    [
      'received that is not in the entry',
      (one) => (one.stis[0]!.received[0]!.amountMinor = one.stis[0]!.receivedMinor -= 5),
      '4: money of STI sti_1 by means of payment against its entry',
    ],
    [
      'paid back that is not in the entry',
      (one) => (one.stis[1]!.received[0]!.amountMinor = one.stis[1]!.receivedMinor = 0),
      '4: money of STI sti_2 by means of payment against its entry',
    ],
    [
      'booked as another means',
      (one) => {
        one.entries[1]!.lines[5]!.account = 'card';
        one.payments[0]!.method = 'card';
        one.zReports = [];
      },
      '4: money of STI sti_1 by means of payment against its entry',
    ],
    ['that is not the sum of its parts', (one) => (one.stis[0]!.receivedMinor += 1), '4: money of STI sti_1: its sum'],
  ])('%s', (_name, change, message) => expect(messagesOf(change)).toEqual([message]));
});

describe('returns', () => {
  test.each<[string, (records: Draft) => void, string]>([
    [
      'more than was sold',
      (one) => {
        one.corrections[0]!.lines[0]!.quantity = 4;
        one.guarantees[0]!.lines[0]!.voidedQty = 4;
      },
      '8: sale sal_1, line lin_1: no more came back than was sold',
    ],
    [
      'a guarantee that is not void for what came back',
      (one) => (one.guarantees[0]!.lines[0]!.voidedQty = 0),
      '8: sale sal_1, line lin_1: units void in its guarantee against units returned',
    ],
    [
      'of a line that was not sold',
      (one) => {
        one.corrections[0]!.lines[0]!.saleLineId = 'lin_9';
        one.guarantees[0]!.lines[0]!.voidedQty = 0;
      },
      '8: sale sal_1: what came back was sold',
    ],
  ])('%s', (_name, change, message) => expect(messagesOf(change)).toEqual([message]));
});

describe('a return at another store', () => {
  const stores = '8: correction cor_1: the stores of its documents, money and goods';
  const elsewhere = 'sto_2';

  test.each<[string, (records: Draft) => void]>([
    ['its STI', (one) => (one.stis[1]!.storeId = elsewhere)],
    ['its entry', (one) => (one.entries[2]!.storeId = elsewhere)],
    ['its credit note', (one) => (one.invoices[1]!.storeId = elsewhere)],
    ['its refund', (one) => (one.payments[1]!.storeId = elsewhere)],
    ['the correction', (one) => (one.corrections[0]!.storeId = elsewhere)],
  ])('%s alone is of another store: that is named', (_name, change) => expect(messagesOf(change)).toContain(stores));

  test('its goods alone are in another store: that is named', () =>
    expect(
      messagesOf((one) => {
        one.batches.find((batch) => batch.origin === 'return')!.storeId = elsewhere;
      }),
    ).toContain(stores));

  test('all of it is of that store: nothing of it is named', () =>
    expect(
      messagesOf((one) => {
        one.stis[1]!.storeId = elsewhere;
        one.entries[2]!.storeId = elsewhere;
        one.invoices[1]!.storeId = elsewhere;
        one.payments[1]!.storeId = elsewhere;
        one.corrections[0]!.storeId = elsewhere;
        one.batches.find((batch) => batch.origin === 'return')!.storeId = elsewhere;
      }),
    ).not.toContain(stores));
});

describe('while the shop sells', () => {
  /** A unit is sold after level and batch were read, and one between them. */
  const selling = (one: Draft): void => {
    one.startedAt = at(20);
    one.levels[0]!.read = span(30);
    for (const batch of one.batches) batch.read = span(40);
    one.batches[0]!.remainingQty -= 1;
    one.batches[0]!.remainingCostMinor -= 500;
    const sold = { ...one.movements[1]!, remainingDelta: -1, heldDelta: 0, costMinor: 500 };
    one.movements.push({ ...sold, id: 'mov_5', ref: 'x', occurredAt: at(35) });
    one.movements.push({ ...sold, id: 'mov_6', ref: 'x', occurredAt: at(45) });
  };
  const stock = (change: (one: Draft) => void) => {
    const records = shop();
    change(records);
    const { findings, unsure } = checkStock(records as Records);
    return { messages: findings.flatMap((finding) => finding.suspects.map((one) => one.message)), unsure };
  };

  test('what moved after a record was read is no difference', () => {
    expect(stock(selling)).toEqual({ messages: [], unsure: [] });
  });

  test('a level that is off by one is seen, with a difference that stays', () => {
    const off = stock((one) => {
      selling(one);
      one.levels[0]!.available += 1;
    });
    expect(off).toEqual({ messages: ['level of prd_1 in sto_1 against its batches'], unsure: ['sto_1/prd_1'] });
  });

  test('a unit that moved in the moment of reading makes its place unsure', () => {
    const { unsure } = stock((one) => {
      selling(one);
      one.movements.at(-2)!.occurredAt = at(40);
    });
    expect(unsure).toEqual(['sto_1/prd_1']);
  });

  test('a late cache is under way while events are, and a break with one difference when it stays', () => {
    const late = (records: Draft): Draft => {
      records.levels[0]!.version = 5;
      return records;
    };
    const waiting = { ...late(shop()), onItsWay: { stock: true, ledger: false } };
    expect(checkCachedStock(waiting as Records)).toMatchObject({ suspects: [], underWay: 1 });
    const [suspect] = checkCachedStock(late(shop()) as Records).suspects;
    expect(suspect).toMatchObject({ invariant: 3, difference: 'stays at 3' });
  });

  test('a document that was issued after its counter was read is no break, an older one is', () => {
    const records = shop();
    records.series.push({ id: 'A-F-2026', last: 0 }, { id: 'A-A-2026', last: 1 });
    const beyond = (startedAt: string) =>
      checkSeries({ ...records, startedAt } as Records).suspects.map((one) => one.message);
    expect(beyond(at(2))).toEqual([]);
    expect(beyond(at(20))).toEqual(['series A-F-2026: documents beyond its counter']);
  });

  test('a sale that was posted after the sales and the ledger were read has its document and its hold: no break', () => {
    const young = (one: Draft): void => {
      one.startedAt = at(2);
      one.orders = [];
      one.payments = [];
      one.zReports = [];
      one.sales = [];
      one.stis = [];
      one.entries.splice(1, 1);
      one.corrections = [];
      one.guarantees = [];
      one.entries.splice(1, 1);
    };
    expect(messagesOf(young)).toEqual([]);
  });

  test('a balance that was read before an entry is under way, another one is a break', () => {
    const records = shop();
    records.balances[0]!.balanceMinor = 5;
    const balance = (startedAt: string) =>
      checkLedger({ ...records, startedAt } as Records).suspects.map((one) => one.message);
    expect(balance(at(3))).toEqual([]);
    expect(balance(at(20))).toEqual(['balance of cus_1 in DZD']);
  });

  test('a balance that is not answered although something is owed is a break', () => {
    const records = shop();
    records.balances.pop();
    const messages = () => checkLedger({ ...records, startedAt: at(20) } as Records).suspects.map((one) => one.message);
    expect(messages()).toEqual([]);
    records.entries[0]!.lines.push({ account: 'receivable', customerId: 'cus_1', debitMinor: 5, creditMinor: 0 });
    expect(messages()).toContain('balance of cus_1 in DZD');
  });

  test('what was posted under an account that was merged counts for the one that leads it', () => {
    const posted = (
      customerId: string,
      account: string,
      debitMinor: number,
      creditMinor: number,
    ): Draft['entries'][number] => ({
      ...shop().entries[1]!,
      id: `ent_${customerId}`,
      kind: 'manual',
      ref: `ent_${customerId}`,
      lines: [
        { account, customerId, debitMinor, creditMinor },
        { account: 'cash', debitMinor: creditMinor, creditMinor: debitMinor },
      ],
    });
    const records = shop();
    records.entries.push(posted('cus_1', 'customerCredit', 50, 0), posted('cus_2', 'customerCredit', 0, 80));
    records.balances[0]!.balanceMinor = -30;
    const messages = () =>
      [...checkLedger(records as Records).suspects, ...checkPayments(records as Records).suspects].flatMap(
        ({ message }) => (message.includes('cus_') ? [message] : []),
      );
    expect(messages()).toEqual([
      'balance of cus_2 in DZD',
      'balance of cus_1 in DZD',
      'credit of cus_1 is not below nothing',
    ]);
    records.balances[0]!.accounts = ['cus_1', 'cus_2'];
    expect(messages()).toEqual([]);
    records.balances.push({
      ...records.balances[0]!,
      id: 'cus_3/DZD',
      customerId: 'cus_3',
      balanceMinor: 0,
      accounts: ['cus_3', 'cus_2'],
    });
    expect(messages()).toContain('account cus_2: the one that leads it');
  });

  test('a delivery whose event is on its way is no break', () => {
    const records = shop();
    records.entries.splice(0, 1);
    const finding = checkStockValue({ ...records, onItsWay: { stock: false, ledger: true } } as Records);
    expect(finding).toMatchObject({ suspects: [], underWay: 2 });
    expect(checkStockValue(records as Records).suspects.map((one) => one.message)).toEqual([
      'delivery dlv_1: in the books against its batches',
      'the inventory account against the value of all stock',
    ]);
  });

  describe('goods on the road', () => {
    const road = { storeId: 'sto_1', productId: 'prd_8' };
    const there = { storeId: 'sto_2', productId: 'prd_8' };
    const moveOf = (moveId: string, kind: Draft['transfers'][number]['moves'][number]['kind'], units: number) => ({
      moveId,
      kind,
      at: at(5),
      costMinor: units * 10,
      lines: [{ productId: 'prd_8', quantity: units, costMinor: units * 10 }],
    });
    const entryOf = (id: string, ref: string, storeId: string, debitMinor: number, other: string): any => ({
      ...shop().entries[0]!,
      id,
      storeId,
      kind: 'transfer',
      ref,
      lines: [
        { account: 'goodsInTransit', debitMinor: Math.max(0, debitMinor), creditMinor: Math.max(0, -debitMinor) },
        { account: other, debitMinor: Math.max(0, -debitMinor), creditMinor: Math.max(0, debitMinor) },
      ],
    });
    /** 9 units at 10 were delivered here; 6 were shipped, 3 of them received there, 1 lost, 2 are on the road. */
    const shipped = (): Draft => {
      const records = shop();
      const [delivery] = records.batches;
      const batch = { ...delivery!, currency: 'DZD', remainingQty: 3, remainingCostMinor: 30 };
      records.batches.push(
        { ...batch, ...road, id: 'bat_8', originId: 'dlv_8', receivedQty: 9, costMinor: 90 },
        { ...batch, ...there, id: 'bat_9', origin: 'transfer', originId: 'trf_1', receivedQty: 3, costMinor: 30 },
      );
      for (const place of [road, there]) {
        const id = `${place.storeId}/prd_8`;
        records.levels.push({ ...records.levels[0]!, ...place, id, available: 3 });
        records.cachedStock.push({ ...records.cachedStock[0]!, ...place, id, available: 3 });
      }
      const movement = { ...records.movements[0]!, ...road, batchId: 'bat_8', ref: 'trf_1' };
      records.movements.push(
        { ...movement, id: 'mov_81', ref: 'dlv_8', remainingDelta: 9, costMinor: 90 },
        { ...movement, id: 'mov_82', kind: 'transferredOut', remainingDelta: -6, costMinor: 60 },
        {
          ...movement,
          ...there,
          id: 'mov_83',
          kind: 'transferredIn',
          batchId: 'bat_9',
          remainingDelta: 3,
          costMinor: 30,
        },
      );
      records.transfers.push({
        id: 'trf_1',
        number: 'A-TR-2026-000001',
        fromStoreId: 'sto_1',
        toStoreId: 'sto_2',
        currency: 'DZD',
        state: 'partlyReceived',
        parcels: [{ batchId: 'bat_8', quantity: 6, costMinor: 60, leftQuantity: 2, leftCostMinor: 20 }],
        moves: [moveOf('trm_1', 'shipped', 6), moveOf('trm_2', 'received', 3), moveOf('trm_3', 'lost', 1)],
      });
      records.entries.push(
        {
          ...shop().entries[0]!,
          id: 'ent_80',
          ref: 'dlv_8',
          lines: shop().entries[0]!.lines.map((line) => ({
            ...line,
            debitMinor: line.debitMinor && 90,
            creditMinor: line.creditMinor && 90,
          })),
        },
        entryOf('ent_81', 'trm_1', 'sto_1', 60, 'inventory'),
        entryOf('ent_82', 'trm_2', 'sto_2', -30, 'inventory'),
        entryOf('ent_83', 'trm_3', 'sto_1', -10, 'shrinkage'),
      );
      return records;
    };
    const breaksOf = (change: (records: Draft) => void): string[] => {
      const records = shipped();
      change(records);
      return findingsOf(records).flatMap((one) => one.suspects.map(({ message }) => message));
    };
    const [inAll, here, elsewhere] = [
      'goods in transit of all stores against the goods on the road',
      'store sto_1: goods in transit in the books against its transfers',
      'store sto_2: goods in transit in the books against its transfers',
    ];

    test('are sound', () => {
      expect(breaksOf(() => undefined)).toEqual([]);
    });

    test.each<[string, (records: Draft) => void, string[]]>([
      [
        'a receipt that never reached the books',
        (one) => void one.entries.splice(one.entries.length - 2, 1),
        [
          'transfer A-TR-2026-000001, received trm_2: goods in transit in the books against the goods',
          elsewhere!,
          inAll!,
          'the inventory account against the value of all stock',
        ],
      ],
      [
        'a loss in the books of the other store',
        (one) => void (one.entries.at(-1)!.storeId = 'sto_2'),
        ['transfer A-TR-2026-000001, lost trm_3: goods in transit in the books against the goods', here!, elsewhere!],
      ],
      [
        'a cent that vanished on the road',
        (one) => void (one.transfers[0]!.parcels[0]!.leftCostMinor -= 1),
        ['transfer A-TR-2026-000001: parcels on the road', inAll!],
      ],
      [
        'cost without units on the road',
        (one) => {
          one.transfers[0]!.parcels = [
            { batchId: 'bat_8', quantity: 4, costMinor: 40, leftQuantity: 0, leftCostMinor: 20 },
            { batchId: 'bat_8', quantity: 2, costMinor: 20, leftQuantity: 2, leftCostMinor: 0 },
          ];
        },
        ['transfer A-TR-2026-000001: the cost on the road is that of units'],
      ],
      [
        'a transfer that is gone',
        (one) => void one.transfers.splice(0, 1),
        [
          'entry ent_81 has its transfer',
          'entry ent_82 has its transfer',
          'entry ent_83 has its transfer',
          here!,
          elsewhere!,
          inAll!,
        ],
      ],
      [
        'a batch that is worth more than what came',
        (one) => {
          const batch = one.batches.at(-1)!;
          [batch.costMinor, batch.remainingCostMinor] = [31, 31];
          one.movements.at(-1)!.costMinor = 31;
        },
        [
          'transfer A-TR-2026-000001: units that came into stock',
          'transfer A-TR-2026-000001: cost of the batches it made',
          'the inventory account against the value of all stock',
        ],
      ],
    ])('%s is found', (_name, change, messages) => {
      expect(breaksOf(change)).toEqual(messages);
    });

    test('what is on its way to the ledger is no break', () => {
      const records = shipped();
      records.entries.splice(-3, 3);
      const finding = checkStockValue({ ...records, onItsWay: { stock: false, ledger: true } } as Records);
      expect(finding.suspects).toEqual([]);
      expect(finding.underWay).toBeGreaterThan(3);
    });
  });

  describe('opening stock that was taken back', () => {
    const [place, goods] = [
      { storeId: 'sto_1', productId: 'prd_9' },
      { batchId: 'bat_9', costMinor: 900, heldDelta: 0 },
    ];
    const entryOf = (id: string, debitMinor: number): Draft['entries'][number] => ({
      ...shop().entries[0]!,
      id,
      kind: 'delivery',
      ref: 'dlv_9',
      lines: [
        { account: 'inventory', debitMinor, creditMinor: 900 - debitMinor },
        { account: 'openingEquity', debitMinor: 900 - debitMinor, creditMinor: debitMinor },
      ],
    });
    const takenBack = (): Draft => {
      const records = shop();
      records.batches.push({
        ...records.batches[0]!,
        ...place,
        id: 'bat_9',
        origin: 'delivery',
        originId: 'dlv_9',
        receivedQty: 6,
        costMinor: 900,
        remainingQty: 0,
        remainingCostMinor: 0,
      });
      records.levels.push({ id: 'sto_1/prd_9', ...place, available: 0, version: 2 });
      records.movements.push(
        { id: 'm1', ...place, ...goods, kind: 'received', remainingDelta: 6, ref: 'dlv_9', occurredAt: at(0) },
        { id: 'm2', ...place, ...goods, kind: 'takenBack', remainingDelta: -6, ref: 'dlv_9', occurredAt: at(3) },
      );
      records.entries.push(entryOf('ent_8', 900), entryOf('ent_9', 0));
      return records;
    };
    const broken = (records: Draft): string[] =>
      [...checkStock(records as Records).findings, checkStockValue(records as Records)].flatMap(({ suspects }) =>
        suspects.map((one) => one.message),
      );

    test('has no value in the books', () => expect(broken(takenBack())).toEqual([]));

    test('and still has one while its mirror entry is on its way', () => {
      const records = takenBack();
      records.entries.pop();
      expect(broken(records)).toEqual([
        'delivery dlv_9: in the books against its batches',
        'the inventory account against the value of all stock',
      ]);
      const finding = checkStockValue({ ...records, onItsWay: { stock: false, ledger: true } } as Records);
      expect(finding).toMatchObject({ suspects: [], underWay: 2 });
    });

    test('but not at another cost than that of its batches', () => {
      const records = takenBack();
      records.movements.at(-1)!.costMinor -= 1;
      expect(broken(records)).toEqual([
        'batch bat_9: cost less movements against the cost that remains',
        'delivery dlv_9: in the books against its batches',
      ]);
    });
  });
});

describe('corrections of deliveries', () => {
  const place = { storeId: 'sto_1', productId: 'prd_9' };
  const at = { heldDelta: 0, occurredAt: '2026-01-02T10:00:00.000Z' };
  /** A delivery of 5 units for 500; one fewer came, and 2 more for 200 of another line. */
  const corrected = (): Draft => {
    const records = shop();
    const entry = records.entries[0]!;
    const lines = (minor: number) => [
      { account: 'inventory', debitMinor: Math.max(minor, 0), creditMinor: Math.max(-minor, 0) },
      { account: 'goodsReceivedNotInvoiced', debitMinor: Math.max(-minor, 0), creditMinor: Math.max(minor, 0) },
    ];
    const batch = { ...records.batches[0]!, ...place, origin: 'delivery', originId: 'dlv_9' };
    records.batches.push(
      { ...batch, id: 'bat_8', receivedQty: 5, costMinor: 500, remainingQty: 4, remainingCostMinor: 400 },
      { ...batch, id: 'bat_9', receivedQty: 2, costMinor: 200, remainingQty: 2, remainingCostMinor: 200 },
    );
    records.levels.push({ id: 'sto_1/prd_9', ...place, available: 6, version: 3 });
    records.movements.push(
      {
        id: 'm1',
        ...place,
        ...at,
        batchId: 'bat_8',
        kind: 'received',
        remainingDelta: 5,
        costMinor: 500,
        ref: 'dlv_9',
      },
      {
        id: 'm2',
        ...place,
        ...at,
        batchId: 'bat_8',
        kind: 'correctedOut',
        remainingDelta: -1,
        costMinor: 100,
        ref: 'dco_8',
      },
      {
        id: 'm3',
        ...place,
        ...at,
        batchId: 'bat_9',
        kind: 'correctedIn',
        remainingDelta: 2,
        costMinor: 200,
        ref: 'dco_9',
      },
    );
    records.entries.push(
      { ...entry, id: 'ent_7', kind: 'delivery', ref: 'dlv_9', lines: lines(500) },
      { ...entry, id: 'ent_8', kind: 'deliveryCorrection', ref: 'dco_8', lines: lines(-100) },
      { ...entry, id: 'ent_9', kind: 'deliveryCorrection', ref: 'dco_9', lines: lines(200) },
    );
    return records;
  };
  const broken = (records: Draft): string[] =>
    [...checkStock(records as Records).findings, checkStockValue(records as Records)].flatMap(({ suspects }) =>
      suspects.map((one) => one.message),
    );
  const WHOLE = 'the inventory account against the value of all stock';
  const ofCorrection = (ref: string) => `correction of a delivery ${ref}: in the books against its movements`;

  test('are in the books at the cost of their units', () => expect(broken(corrected())).toEqual([]));

  test.each<[string, (records: Draft) => void, string[]]>([
    ['a correction without its entry', (one) => one.entries.pop(), [ofCorrection('dco_9'), WHOLE]],
    [
      'an entry without a movement',
      (one) => (one.entries.at(-1)!.ref = 'dco_7'),
      [ofCorrection('dco_9'), ofCorrection('dco_7')],
    ],
    [
      'an entry at another cost',
      (one) => (one.entries.at(-1)!.lines[0]!.debitMinor += 1),
      [ofCorrection('dco_9'), WHOLE],
    ],
  ])('%s is named', (_name, change, messages) => {
    const records = corrected();
    change(records);
    expect(broken(records)).toEqual(messages);
  });
});

describe('write-offs and stock counts', () => {
  const place = { storeId: 'sto_1', productId: 'prd_9' };
  const goods = { batchId: 'bat_9', heldDelta: 0, occurredAt: '2026-01-02T10:00:00.000Z' };
  /** A count found 6 units for 900, and 2 of them for 300 were written off again. */
  const found = (): Draft => {
    const records = shop();
    const entry = records.entries[0]!;
    const lines = (debitMinor: number, creditMinor: number) => [
      { account: 'inventory', debitMinor, creditMinor },
      { account: 'shrinkage', debitMinor: creditMinor, creditMinor: debitMinor },
    ];
    records.batches.push({
      ...records.batches[0]!,
      ...place,
      id: 'bat_9',
      origin: 'count',
      originId: 'cnt_9',
      receivedQty: 6,
      costMinor: 900,
      remainingQty: 4,
      remainingCostMinor: 600,
    });
    records.levels.push({ id: 'sto_1/prd_9', ...place, available: 4, version: 2 });
    records.movements.push(
      { id: 'm1', ...place, ...goods, kind: 'found', remainingDelta: 6, costMinor: 900, ref: 'cnt_9' },
      { id: 'm2', ...place, ...goods, kind: 'writtenOff', remainingDelta: -2, costMinor: 300, ref: 'wof_9' },
    );
    records.entries.push(
      { ...entry, id: 'ent_8', kind: 'stockCount', ref: 'cnt_9', lines: lines(900, 0) },
      { ...entry, id: 'ent_9', kind: 'writeOff', ref: 'wof_9', lines: lines(0, 300) },
    );
    return records;
  };
  const broken = (records: Draft): string[] =>
    [...checkStock(records as Records).findings, checkStockValue(records as Records)].flatMap(({ suspects }) =>
      suspects.map((one) => one.message),
    );
  const WHOLE = 'the inventory account against the value of all stock';
  const ofDocument = (ref: string) => `loss or find ${ref}: in the books against its movements`;

  test('are in the books at the cost of their units', () => expect(broken(found())).toEqual([]));

  test.each<[string, (records: Draft) => void, string[]]>([
    ['a write-off without its entry', (one) => one.entries.pop(), [ofDocument('wof_9'), WHOLE]],
    ['a count without its entry', (one) => one.entries.splice(-2, 1), [ofDocument('cnt_9'), WHOLE]],
    [
      'an entry without a movement',
      (one) => (one.entries.at(-1)!.ref = 'wof_8'),
      [ofDocument('wof_9'), ofDocument('wof_8')],
    ],
    [
      'an entry at another cost',
      (one) => (one.entries.at(-1)!.lines[0]!.creditMinor += 1),
      [ofDocument('wof_9'), WHOLE],
    ],
    [
      'found units of another cost than their batch',
      (one) => (one.movements.at(-2)!.costMinor += 1),
      ['batch bat_9: its cost against its first movement', ofDocument('cnt_9')],
    ],
    [
      'a find of more units than its batch has',
      (one) => (one.movements.at(-2)!.remainingDelta += 1),
      ['batch bat_9: units received against its first movement'],
    ],
  ])('%s is named', (_name, change, messages) => {
    const records = found();
    change(records);
    expect(broken(records)).toEqual(messages);
  });

  test('an entry that is on its way is awaited', () => {
    const records = found();
    records.entries.pop();
    const finding = checkStockValue({ ...records, onItsWay: { stock: false, ledger: true } } as Records);
    expect(finding).toMatchObject({ suspects: [], underWay: 2 });
  });
});

describe('payments', () => {
  const [IN, OUT] = [
    'payment A-P-2026-000001 by cash against its entry',
    'payment A-P-2026-000002 by cash against its entry',
  ];
  const line = (one: Draft, account: string, at: number) =>
    one.entries[at]!.lines.find((found) => found.account === account)!;

  test.each<[string, (records: Draft) => void, string[]]>([
    ['of another amount than its entry', (one) => (one.payments[0]!.amountMinor -= 1), [IN]],
    [
      'paid back by other means than its entry',
      (one) => (one.payments[1]!.method = 'card'),
      [OUT.replace('cash', 'card')],
    ],
    [
      'a number left out',
      (one) => (one.payments[1]!.number = 'A-P-2026-000003'),
      ['payments A-P-2026: numbers without gap or repeat'],
    ],
    [
      'a number twice',
      (one) => (one.payments[1]!.number = 'A-P-2026-000001'),
      ['payments A-P-2026: numbers without gap or repeat'],
    ],
    [
      'an entry without its payment',
      (one) => one.entries.push({ ...one.entries[1]!, id: 'ent_9', kind: 'payment', ref: 'pay_9', lines: [] }),
      ['entry ent_9 has its payment'],
    ],
    [
      'a sale that is paid above what is owed',
      (one) => (line(one, 'receivable', 1).debitMinor -= 2_000),
      ['sale sal_1: what is owed is not below nothing'],
    ],
    [
      'credit that the customer has not',
      (one) =>
        Object.assign(line(one, 'outputTax', 1), {
          account: 'customerCredit',
          customerId: 'cus_1',
          debitMinor: 5,
          creditMinor: 0,
        }),
      ['credit of cus_1 is not below nothing'],
    ],
  ])('%s', (_name, change, messages) => {
    const records = shop();
    change(records);
    expect(checkPayments(records as Records).suspects.map((one) => one.message)).toEqual(messages);
  });
});

describe('a closed till', () => {
  const named = (what: string): string => `till sto_1/T1, session 1: ${what}`;

  test.each<[string, (records: Draft) => void, string[]]>([
    [
      'that is still open in the series of its store',
      (one) =>
        (one.ledgerSeries = [
          { id: 'sto_1', sequence: 0, lastHash: '', counters: {}, openSessions: [one.zReports[0]!.id] },
        ]),
      ['no longer open in its store’s series'],
    ],
    ['with another number', (one) => (one.zReports[0]!.number = 2), ['number', 'seal']],
    ['that was changed', (one) => (one.zReports[0]!.note = 'x'), ['seal']],
    [
      'that does not go on from the one before',
      (one) => (one.zReports[0]!.previousHash = 'x'),
      ['link to the session before', 'seal'],
    ],
    [
      'with other cash than the ledger',
      (one) => (one.entries[1]!.lines[5]!.debitMinor -= 1),
      ['cash left in the drawer against the ledger'],
    ],
    ['with another difference', (one) => (one.zReports[0]!.differenceMinor = 1), ['seal', 'difference']],
    [
      'without one of its sales',
      (one) => (one.stis[0]!.tillSessionId = 'tse_9'),
      ['gross and tax of what was rung up', 'running totals'],
    ],
    ['with another running total', (one) => (one.zReports[0]!.grandTotalMinor += 1), ['seal', 'running totals']],
  ])('%s', (_name, change, what) => {
    const records = shop();
    change(records);
    const messages = checkTills(records as Records).suspects.map((one) =>
      one.message.replace('session 2', 'session 1'),
    );
    expect(messages).toEqual(what.map(named));
  });
});
