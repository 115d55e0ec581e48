import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../src/api-client.js';
import { cash, checkout, draft, openStoreFixture, stockUp, type StoreFixture } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** Customers over HTTP. */
export function customers(started: () => TestSystem): void {
  describe('customers, over HTTP', () => {
    let system: TestSystem;
    let here: StoreFixture;
    let productId: string;
    beforeAll(async () => {
      system = started();
      here = await openStoreFixture(system);
      productId = await stockUp(here, [[5, 500]], { warrantyMonths: 12 });
    }, 180_000);

    const listOf = async (client: ApiClient, path: string): Promise<any[]> => (await client.get(path)).items;

    describe('a customer', () => {
      const company = {
        kind: 'company',
        name: 'Froid Aurès',
        address: { city: 'Oran' },
        profile: 'DZ',
        identifiers: [{ kind: 'nif', value: '000016001234567' }],
      };
      const patch = (by: ApiClient, { customerId, revision }: any, changes: object, key?: string) =>
        by.ask('PATCH', `/customers/${customerId}`, { revision, changes }, key);

      test('is corrected by a manager, once a key; who sells cannot', async () => {
        const customer = await system.cashier.post('/customers', company);
        expect(await patch(system.cashier, customer, { name: 'X' })).toMatchObject({ status: 403 });
        const changes = { name: 'Froid Djurdjura', phone: '+213 21 00 00 00' };
        const first = await patch(system.manager, customer, changes, 'correct-1');
        expect(first).toMatchObject({ status: 200, body: { ...changes, revision: 2 } });
        expect(await patch(system.manager, customer, changes, 'correct-1')).toEqual(first);
        expect(await patch(system.manager, customer, changes)).toMatchObject({
          status: 409,
          body: { code: 'customer.changed', details: { revision: 2 } },
        });
        expect(await patch(system.manager, first.body, { creditLimit: { minor: 5, currency: 'DZD' } })).toMatchObject({
          status: 200,
          body: { creditLimit: { minor: 5 } },
        });
      });

      test('gets no number that can be none, and none that another has', async () => {
        const refusal = (field: string) => ({
          status: 400,
          body: {
            code: 'message.invalid',
            issues: [{ field, fault: 'must be a NIF of 15 digits, or 20 of a branch' }],
          },
        });
        const identifiers = [{ kind: 'nif', value: 'abc' }];
        expect(await system.cashier.ask('POST', '/customers', { ...company, identifiers })).toMatchObject(
          refusal('identifiers.0.value'),
        );
        const [taken] = await listOf(system.manager, '/customers?text=000016001234567');
        expect(await patch(system.manager, taken, { identifiers })).toMatchObject(
          refusal('changes.identifiers.0.value'),
        );
        expect(await system.cashier.ask('POST', '/customers', company)).toMatchObject({
          status: 409,
          body: { code: 'customer.identifier-taken', details: { customerId: taken.customerId, name: taken.name } },
        });
      });

      test('is merged by a manager, found by a document of either account, and erased by the owner only', async () => {
        const lead = await system.cashier.post('/customers', { kind: 'person', name: 'Nadia Belkacem' });
        const second = await system.cashier.post('/customers', { kind: 'person', name: 'N. Belkacem' });
        const order = await draft(here, [{ productId, quantity: 1 }], { customerId: second.customerId });
        const { saleId } = (await checkout(here, order, cash(10_000))).body.sale;
        const { number } = (await listOf(system.cashier, `/invoices?saleId=${saleId}`))[0];
        const body = { revision: 1, merged: { customerId: second.customerId, revision: 1 } };
        const merges = `/customers/${lead.customerId}/merges`;
        expect(await system.cashier.ask('POST', merges, body)).toMatchObject({ status: 403 });
        const card = await system.manager.post(merges, body);
        expect(await system.cashier.get(`/customers/${second.customerId}`)).toEqual({
          ...card,
          mergedInto: lead.customerId,
        });
        expect((await listOf(system.cashier, `/customers?text=${number}`)).map((one) => one.customerId)).toEqual([
          lead.customerId,
        ]);
        for (const list of ['invoices', 'guarantees', 'sales', 'orders'])
          expect([list, (await listOf(system.cashier, `/${list}?customerId=${lead.customerId}`)).length]).toEqual([
            list,
            1,
          ]);
        const history = await listOf(system.accountant, `/customers/${lead.customerId}/history`);
        expect(history.map((one) => one.what).sort()).toEqual(['merged', 'mergedInto', 'opened', 'opened']);
        expect(await system.cashier.ask('GET', `/customers/${lead.customerId}/history`)).toMatchObject({ status: 403 });

        const erasure = `/customers/${lead.customerId}/erasure`;
        const asked = { revision: card.revision, reason: 'asked for by letter' };
        expect(await system.manager.ask('POST', erasure, asked)).toMatchObject({ status: 403 });
        expect(await system.owner.post(erasure, asked)).toMatchObject({ customer: { name: 'Erased customer' } });
        expect((await listOf(system.cashier, `/invoices?saleId=${saleId}`))[0].buyer.name).toBe('N. Belkacem');
        expect(await listOf(system.cashier, '/customers?text=belkacem')).toEqual([]);
      });
    });
  });
}
