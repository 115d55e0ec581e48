import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CustomerView, StoreView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, rowsOf, startSales } from './fixtures.js';

let service: TestService;
let store: StoreView;
let person: CustomerView;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
  person = await aCustomer(service);
});
afterAll(() => service.stop());

describe('what is not of the contract', () => {
  const bad: [string, string, object][] = [
    ['an operator instead of an id', 'sales.readOrder', { orderId: { $gt: '' } }],
    ['an operator in a list', 'sales.listSales', { storeId: { $ne: null }, limit: 1 }],
    ['an id of another kind', 'sales.readSale', { saleId: 'ord_01J8Z3ABCDEFGHJKMNPQRSTVWX' }],
    ['a cursor that is an object', 'sales.listOrders', { cursor: { $gt: '' } }],
    ['a regular expression as text', 'sales.listCustomers', { text: { $regex: '.*' } }],
    ['an operator for a payment to a supplier', 'sales.readSupplierPayment', { supplierPaymentId: { $gt: '' } }],
    ['an operator for the bill of payments', 'sales.listSupplierPayments', { billId: { $ne: null } }],
    ['no stores', 'sales.listOpenBills', { storeIds: [] }],
    ['a day that is none', 'sales.agedPayables', { storeIds: ['sto_01J8Z3ABCDEFGHJKMNPQRSTVWX'], at: '2026-02-30' }],
    ['a row that neither opens nor changes', 'sales.importCustomers', { rows: [{ line: 2 }], allOrNothing: true }],
    ['an operator for a phone', 'sales.matchCustomers', { rows: [{ line: 2, phone: { $ne: '' }, identifiers: [] }] }],
    ['an unknown field', 'sales.readCustomer', { customerId: 'cus_01J8Z3ABCDEFGHJKMNPQRSTVWX', $where: '1' }],
  ];
  test.each(bad)('%s is refused by the service itself', async (_name, subject, input) => {
    const before = await rowsOf(service);
    const answer = await service.raw(
      subject,
      JSON.stringify({ id: '1', pattern: subject, data: { actor: { id: 'x', role: 'cashier' }, input } }),
    );
    expect(answer.err).toMatchObject({ code: 'message.invalid', kind: 'invalid' });
    expect(await rowsOf(service)).toEqual(before);
  });

  const line = () => ({ lineId: mint('line'), productId: mint('product'), quantity: 1 });
  const sameId = mint('line');
  const lines: [string, object[]][] = [
    ['quantity 0', [{ ...line(), quantity: 0 }]],
    ['a negative quantity', [{ ...line(), quantity: -1 }]],
    ['half a unit', [{ ...line(), quantity: 0.5 }]],
    ['a price that is a float', [{ ...line(), unitPriceMinor: 9.99 }]],
    ['a negative price', [{ ...line(), unitPriceMinor: -1 }]],
    ['a price past the limit of a document', [{ ...line(), unitPriceMinor: 1e12 + 1 }]],
    ['a quantity as text', [{ ...line(), quantity: '1' }]],
    ['an operator as a price', [{ ...line(), unitPriceMinor: { $gt: 0 } }]],
    [
      'two lines of one id',
      [
        { ...line(), lineId: sameId },
        { ...line(), lineId: sameId },
      ],
    ],
  ];
  test.each(lines)('an order with %s is not written', async (_name, wrong) => {
    const before = await rowsOf(service);
    const input = {
      orderId: mint('order'),
      storeId: store.storeId,
      customerId: person.customerId,
      documentType: 'BON_DE_VENTE',
      lines: wrong,
    };
    const data = { commandId: mint('event'), actor: { id: 'x', role: 'cashier' }, input };
    const answer = await service.raw(
      'sales.createOrder',
      JSON.stringify({ id: '1', pattern: 'sales.createOrder', data }),
    );
    expect(answer.err).toMatchObject({
      code: 'message.invalid',
      details: { issues: [expect.objectContaining({ field: expect.stringMatching(/^lines/) })] },
    });
    expect(await rowsOf(service)).toEqual(before);
  });

  const part = () => ({ billId: mint('supplierBill'), amountMinor: 5 });
  const twice = part();
  test.each<[string, object]>([
    ['no parts', { allocations: [] }],
    ['a part of nothing', { allocations: [{ ...part(), amountMinor: 0 }] }],
    ['a part that is a float', { allocations: [{ ...part(), amountMinor: 0.5 }] }],
    ['a paper twice', { allocations: [twice, twice] }],
    ['an operator for a supplier', { supplierId: { $gt: '' } }],
    ['an unknown means', { method: 'credit' }],
  ])('a payment to a supplier with %s is not written', async (_name, wrong) => {
    const before = await rowsOf(service);
    const input = {
      supplierPaymentId: mint('supplierPayment'),
      supplierId: mint('supplier'),
      store,
      method: 'transfer',
      amountMinor: 5,
      allocations: [part()],
      ...wrong,
    };
    const data = { commandId: mint('event'), actor: { id: 'x', role: 'accountant' }, input };
    const answer = await service.raw(
      'sales.paySupplier',
      JSON.stringify({ id: '1', pattern: 'sales.paySupplier', data }),
    );
    expect(answer.err).toMatchObject({ code: 'message.invalid' });
    expect(await rowsOf(service)).toEqual(before);
  });
});
