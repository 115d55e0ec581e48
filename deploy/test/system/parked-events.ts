import { describe, expect, test } from '@jest/globals';
import type { Document } from 'mongodb';
import { command } from './command.js';
import { readCsv } from './csv.js';
import { openStoreFixture, stockUp } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** Parked events, as the people who run the system see and settle them. */
export function parkedEvents(system: () => TestSystem): void {
  const parked = (service: string) =>
    system().mongo.db(`comptoir_${service}`).collection<Document & { _id: string }>('parked');
  const events = (...args: string[]) => command('events', '--url', system().shop.url, 'parked', ...args);

  /** Parks the event of a delivery, which its service has handled already; returns its id. */
  async function park(service: string, raw?: string): Promise<string> {
    const productId = await stockUp(await openStoreFixture(system()), [[1, 500]]);
    const commands = system().mongo.db('comptoir_inventory').collection('commands');
    const rows = await commands.find({ subject: 'inventory.receiveDelivery' }).sort({ decidedAt: -1 }).toArray();
    const of = rows.flatMap((row) => row.events as { id: string; type: string }[]);
    const event = of.find((one) => JSON.stringify(one).includes(productId)) ?? of[0]!;
    await parked(service).insertOne({
      _id: event.id,
      subject: `comptoir.events.${event.type}`,
      raw: raw ?? JSON.stringify(event),
      error: 'Error: parked by hand',
      parkedAt: new Date(),
    });
    return event.id;
  }

  describe('parked events', () => {
    test('npm run events lists, shows and retries them', async () => {
      expect(await events('list')).toEqual({ code: 0, printed: 'No event is parked.\n' });
      const id = await park('catalog');
      const listed = await events('list');
      expect([listed.code, listed.printed]).toEqual([1, expect.stringContaining('catalog: 1 parked')]);
      expect(listed.printed).toContain(`${id}  inventory.stock`);
      expect((await events('show', id)).printed).toContain('because Error: parked by hand');
      expect(await events('retry', id)).toEqual({ code: 0, printed: `catalog has handled ${id}.\n` });
      expect((await events('list')).code).toBe(0);
    }, 60_000);

    test('a drop keeps who and why', async () => {
      const id = await park('sales', '{"broken":');
      const retried = await events('retry', id);
      expect([retried.code, retried.printed]).toEqual([1, expect.stringContaining('its reaction failed again')]);
      const reason = 'A test of the operators.';
      expect((await events('drop', id, '--reason', reason)).code).toBe(0);
      const shown = await system().owner.get(`/operations/events/parked/${id}`);
      expect(shown.dropped).toMatchObject({ role: 'owner', reason });
      await parked('sales').deleteOne({ _id: id });
    }, 60_000);

    test('are listed page by page over all services, and as CSV', async () => {
      const ids = [await park('catalog', '{}'), await park('sales', '{}'), await park('warranty', '{}')];
      const seen: unknown[] = [];
      for (let cursor = ''; ;) {
        const page = await system().owner.get(`/operations/events/parked?limit=1${cursor}`);
        seen.push(...page.items.map(({ service, id }: Record<string, string>) => [service, id]));
        if (page.nextCursor === undefined) break;
        cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
      }
      const services = ['catalog', 'sales', 'warranty'];
      const expected = services.map((service, at) => [service, ids[at]]);
      expect(seen).toEqual(expected);
      const { rows } = await readCsv(system().owner, '/operations/events/parked');
      expect(rows.map(({ service, id }) => [service, id])).toEqual(expected);
      const wrong = await system().owner.ask('GET', '/operations/events/parked?cursor=payroll/evt_1');
      expect(wrong).toMatchObject({ status: 400 });
      expect(JSON.stringify(wrong.body)).toContain('must be the nextCursor of the page before');
      for (const [at, service] of services.entries()) await parked(service).deleteOne({ _id: ids[at]! });
    }, 60_000);

    test('an event that is parked in two services needs the name of one', async () => {
      const id = await park('catalog', '{}');
      await parked('sales').insertOne({ ...(await parked('catalog').findOne({ _id: id }))!, _id: id });
      const both = await system().owner.ask('POST', `/operations/events/parked/${id}/drop`, { reason: 'Not needed.' });
      expect(both).toMatchObject({ status: 409, body: { code: 'parked-event.in-several-services' } });
      for (const service of ['catalog', 'sales']) {
        expect((await events('drop', id, '--reason', 'Not needed.', '--service', service)).code).toBe(0);
        await parked(service).deleteOne({ _id: id });
      }
    }, 60_000);

    test.each([
      [['retry', 'evt_none'], 1, 'No event evt_none is parked in any service'],
      [['retry', '../stores'], 1, 'must be the id of a parked event'],
      [['show', 'evt_none', '--service', 'sales'], 1, 'No event evt_none is parked in sales'],
      [['list', '--service', 'payroll'], 2, 'there is no service "payroll": it is one of catalog, inventory'],
      [['drop', 'evt_none'], 2, 'parked drop needs --reason TEXT'],
      [['retry'], 2, 'parked retry needs the id of an event'],
      [['explode', 'evt_none'], 2, 'it takes parked list, show, retry or drop'],
    ])('npm run events -- parked %j says what is wrong', async (args, code, sentence) => {
      const answer = await events(...args);
      expect([answer.code, answer.printed]).toEqual([code, expect.stringContaining(sentence)]);
    });

    test('are for the owner', async () => {
      const answer = await system().manager.ask('GET', '/operations/events/parked');
      expect(answer).toMatchObject({ status: 403, body: { code: 'role.not-allowed' } });
    });
  });
}
