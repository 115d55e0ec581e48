import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  MAX_DOCUMENT_MINOR,
  sales,
  type CustomerView,
  type InputOf,
  type Payment,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  startSales,
  aCustomer,
  aDraft,
  aStore,
  askOf,
  begin,
  post,
  REASON_ID,
  rowsOf,
  sell,
  tillOf,
  type Draft,
  type Wanted,
} from './fixtures.js';

let service: TestService;
let store: StoreView;
let person: CustomerView;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
  person = await aCustomer(service);
  await tillOf(service, store);
});
afterAll(() => service.stop());

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const cash = (amountMinor: number, tenderedMinor?: number): Payment => ({
  method: 'cash',
  amountMinor,
  ...(tenderedMinor === undefined ? {} : { tenderedMinor }),
});

async function draftOf(
  wanted: Wanted[] = [{ quantity: 1 }],
  changes: Partial<InputOf<typeof sales.createOrder>> = {},
): Promise<Draft> {
  return aDraft(service, store, changes.customerId ?? person.customerId, wanted, changes);
}

/** The call is refused with this code, and nothing was written. */
async function refuses(call: () => Promise<unknown>, code: string, details: object = {}): Promise<void> {
  const before = await rowsOf(service);
  await expect(call()).rejects.toEqual(refused(code, details));
  expect(await rowsOf(service)).toEqual(before);
}

describe('customers and drafts', () => {
  test('a customer account is opened once', async () => {
    await refuses(() => aCustomer(service, { customerId: person.customerId }), 'customer.exists', {
      customerId: person.customerId,
    });
    await refuses(() => service.call(sales.readCustomer, { customerId: mint('customer') }), 'customer.unknown');
    await refuses(() => service.call(sales.customerBalance, { customerId: mint('customer') }), 'customer.unknown');
  });

  test('an order needs a customer there is, and an id of its own', async () => {
    const { order } = await draftOf();
    await refuses(() => draftOf([{ quantity: 1 }], { orderId: order.orderId }), 'order.exists', {
      orderId: order.orderId,
    });
    await refuses(() => draftOf([{ quantity: 1 }], { customerId: mint('customer') }), 'customer.unknown');
    await refuses(() => service.call(sales.readOrder, { orderId: mint('order') }), 'order.unknown');
  });

  test('a change names the revision it was made against; a cancelled draft stays cancelled', async () => {
    const { order } = await draftOf();
    const content = { customerId: person.customerId, documentType: 'FACTURE' as const, lines: [] };
    const at = { orderId: order.orderId, revision: 1 };
    expect(await service.call(sales.changeOrder, { ...at, ...content })).toMatchObject({
      revision: 2,
      lines: [],
      documentType: 'FACTURE',
      taxed: true,
    });
    await refuses(() => service.call(sales.changeOrder, { ...at, ...content }), 'order.changed', { revision: 2 });
    await refuses(() => service.call(sales.cancelOrder, { ...at, reasonId: REASON_ID }), 'order.changed', {
      revision: 2,
    });
    await refuses(
      () => service.call(sales.changeOrder, { ...at, revision: 2, ...content, customerId: mint('customer') }),
      'customer.unknown',
    );
    const cancelled = await service.call(sales.cancelOrder, { ...at, revision: 2, reasonId: REASON_ID });
    expect(cancelled).toMatchObject({ state: 'cancelled', revision: 3, cancelled: { reason: 'does not work' } });
    await refuses(() => service.call(sales.changeOrder, { ...at, revision: 3, ...content }), 'order.state', {
      state: 'cancelled',
    });
  });
});

describe('beginCheckout', () => {
  test('refuses an order that is not a draft at that revision', async () => {
    const draft = await draftOf();
    await refuses(
      () => begin(service, { ...draft, order: { ...draft.order, orderId: mint('order') } }, cash(1190)),
      'order.unknown',
    );
    await refuses(
      () => begin(service, { ...draft, order: { ...draft.order, revision: 2 } }, cash(1190)),
      'order.changed',
      { revision: 1 },
    );
    await begin(service, draft, cash(1190));
    await refuses(() => begin(service, draft, cash(1190)), 'order.state', { state: 'checkingOut' });
    await refuses(
      () => service.call(sales.cancelOrder, { orderId: draft.order.orderId, revision: 1, reasonId: REASON_ID }),
      'order.state',
    );
  });

  test('refuses an empty order, and a quote for other lines, products or another store', async () => {
    const empty = await draftOf([]);
    await refuses(() => begin(service, { ...empty, quote: { store, lines: [] } }), 'order.empty');
    const draft = await draftOf([{ quantity: 1 }, { quantity: 1 }]);
    const [first, second] = draft.quote.lines as [Draft['quote']['lines'][number], Draft['quote']['lines'][number]];
    for (const lines of [
      [first],
      [first, first],
      [first, second, { ...second, lineId: mint('line') }],
      [first, { ...second, productId: mint('product') }],
    ]) {
      await refuses(() => begin(service, { ...draft, quote: { store, lines } }, cash(1)), 'order.quote-mismatch');
    }
    await refuses(
      () => begin(service, { ...draft, quote: { ...draft.quote, store: aStore() } }),
      'order.quote-mismatch',
    );
  });

  test('refuses a FACTURE to a walk-in, or to a company without tax number or address', async () => {
    const walkIn = await aCustomer(service, { kind: 'walkIn' });
    const company = await aCustomer(service, { kind: 'company', address: { city: 'Zone 3' } });
    const facture = async (customer: CustomerView) =>
      draftOf([{ quantity: 1 }], { customerId: customer.customerId, documentType: 'FACTURE' });
    const [toWalkIn, toCompany] = [await facture(walkIn), await facture(company)];
    await refuses(() => begin(service, toWalkIn, cash(1190)), 'invoice.buyer-incomplete', { missing: ['name'] });
    await refuses(() => begin(service, toCompany, cash(1190)), 'invoice.buyer-incomplete', { missing: ['taxId'] });
    const complete = await aCustomer(service, {
      kind: 'company',
      address: { city: 'Zone 3' },
      profile: 'DZ',
      identifiers: [{ kind: 'nif', value: '000016001234567' }],
    });
    expect(await begin(service, await facture(complete), cash(1190))).toMatchObject({ grossMinor: 1190 });
  });

  test('refuses payments that cannot be', async () => {
    const draft = await draftOf();
    await refuses(() => begin(service, draft, cash(1191)), 'payment.too-high', { grossMinor: 1190 });
    await refuses(() => begin(service, draft, cash(1190, 1189)), 'payment.tendered-too-low');
    await refuses(
      () => begin(service, draft, { method: 'card', amountMinor: 1190, tenderedMinor: 2000 }),
      'payment.too-high',
    );
    const walkIn = await aCustomer(service, { kind: 'walkIn' });
    const toWalkIn = await draftOf([{ quantity: 1 }], { customerId: walkIn.customerId });
    await refuses(() => begin(service, toWalkIn, cash(1189)), 'payment.walk-in-must-pay', { grossMinor: 1190 });
    await refuses(() => begin(service, toWalkIn), 'payment.walk-in-must-pay');
  });

  test('refuses amounts past the limit of a document, and a step without a saga', async () => {
    const huge = await draftOf([{ quantity: 1_000_000, unitPriceMinor: MAX_DOCUMENT_MINOR }]);
    await refuses(() => begin(service, huge), 'amount.too-large', { maxMinor: MAX_DOCUMENT_MINOR });
    const justTooMuch = await draftOf([{ quantity: 2, unitPriceMinor: MAX_DOCUMENT_MINOR / 2, taxRateBps: 1 }]);
    await refuses(() => begin(service, justTooMuch), 'amount.too-large');
    const draft = await draftOf();
    await refuses(
      () =>
        service.call(sales.beginCheckout, {
          orderId: draft.order.orderId,
          revision: 1,
          quote: draft.quote,
          ids: draft.ids,
        }),
      'message.invalid',
    );
  });
});

describe('postSale', () => {
  test('refuses without the lock, at another revision, or by another saga', async () => {
    const draft = await draftOf();
    await refuses(() => post(service, draft), 'order.state', { state: 'draft' });
    await begin(service, draft, cash(1190));
    await refuses(() => post(service, { ...draft, order: { ...draft.order, revision: 2 } }), 'order.changed');
    await refuses(() => post(service, draft, { saga: 'checkout/other/1' }), 'order.state');
    await refuses(
      () =>
        service.call(sales.requestApproval, askOf(draft, [{ code: 'requested', message: 'asked' }], 1), {
          sagaId: 'other',
        }),
      'order.state',
    );
  });

  test('refuses allocations that are not exactly what is sold', async () => {
    const draft = await draftOf([{ quantity: 2 }, { quantity: 1 }]);
    await begin(service, draft, cash(3570));
    const [first, second] = draft.allocations as [Draft['allocations'][number], Draft['allocations'][number]];
    const short = { ...first, allocations: [{ ...first.allocations[0], quantity: 1 }] } as typeof first;
    for (const allocations of [
      [first],
      [first, second, { ...second, lineId: mint('line') }],
      [first, first],
      [short, second],
      [first, { ...second, productId: mint('product') }],
      [{ ...first, quantity: 1 }, second],
    ]) {
      await refuses(() => post(service, draft, { allocations }), 'order.quote-mismatch');
    }
    const dear = {
      ...first,
      allocations: [1, 2].map(() => ({
        batchId: mint('batch'),
        deliveryId: mint('delivery'),
        quantity: 1,
        costMinor: MAX_DOCUMENT_MINOR,
      })),
    };
    await refuses(() => post(service, draft, { allocations: [dear, second] }), 'amount.too-large');
  });

  test('refuses a sale id that is taken', async () => {
    const sale = await sell(service, store, person.customerId, [{ quantity: 1 }]);
    const draft = await draftOf();
    await begin(service, draft, cash(1190));
    await refuses(() => post(service, draft, { saleId: sale.saleId }), 'sale.exists');
    await refuses(() => service.call(sales.readSale, { saleId: mint('sale') }), 'sale.unknown');
    await refuses(
      () => service.call(sales.finalizeSale, { saleId: mint('sale'), invoiceId: mint('invoice'), invoiceNumber: 'X' }),
      'sale.unknown',
    );
  });
});
