import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invoicing, invoicingEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { invoicingService } from '../src/index.js';
import { aCorrection, aLine, aSale, aSeller, expectTrue, refuses, recordsOf } from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startTestService(invoicingService);
  replica = await startTestService(invoicingService, service.installation);
});
afterAll(async () => {
  await expectTrue(service);
  await replica.running.stop();
  await service.stop();
});

const upTo = (name: string, n: number): string[] =>
  Array.from({ length: n }, (_, index) => `${name}-${String(index + 1).padStart(6, '0')}`);
const counterOf = async (name: string): Promise<number | undefined> =>
  (await recordsOf(service, 'series')).find((one) => one.id === name)?.last;

describe('the numbers of a series', () => {
  test('thirty sales at once, the first of their series among them, over two replicas: 1 to 30 without gap or repeat', async () => {
    const seller = aSeller();
    const issued = await Promise.all(
      Array.from({ length: 30 }, () => service.call(invoicing.issueInvoice, aSale(seller))),
    );
    expect(issued.map((one) => one.number).sort()).toEqual(upTo(`${seller.storeCode}-F-2026`, 30));
    expect(await counterOf(`${seller.storeCode}-F-2026`)).toBe(30);
  });

  test('twenty first documents of twenty series, two concurrent calls each', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const seller = aSeller();
        const both = await Promise.all([
          service.call(invoicing.issueInvoice, aSale(seller)),
          service.call(invoicing.issueInvoice, aSale(seller)),
        ]);
        expect(both.map((one) => one.number).sort()).toEqual(upTo(`${seller.storeCode}-F-2026`, 2));
      }),
    );
  });

  test('twenty credit notes of twenty sales at once', async () => {
    const seller = aSeller();
    const sales = Array.from({ length: 20 }, () => aSale(seller));
    await Promise.all(sales.map((sale) => service.call(invoicing.issueInvoice, sale)));
    const notes = await Promise.all(sales.map((sale) => service.call(invoicing.issueCreditNote, aCorrection(sale))));
    expect(notes.map((one) => one.number).sort()).toEqual(upTo(`${seller.storeCode}-A-2026`, 20));
  });

  test('each store, type and year has its own', async () => {
    const [one, other] = [aSeller(), aSeller()];
    const numberOf = async (...sale: Parameters<typeof aSale>): Promise<string> =>
      (await service.call(invoicing.issueInvoice, aSale(...sale))).number;
    expect(await numberOf(one)).toBe(`${one.storeCode}-F-2026-000001`);
    expect(await numberOf(one, [aLine()], { type: 'BON_DE_VENTE' })).toBe(`${one.storeCode}-B-2026-000001`);
    expect(await numberOf(one, [aLine()], { businessDay: '2027-01-01' })).toBe(`${one.storeCode}-F-2027-000001`);
    expect(await numberOf(other)).toBe(`${other.storeCode}-F-2026-000001`);
    expect(await numberOf(one)).toBe(`${one.storeCode}-F-2026-000002`);
  });

  test('the same command delivered eight times draws one number', async () => {
    const sale = aSale(aSeller());
    const commandId = mint('event');
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => service.call(invoicing.issueInvoice, sale, { commandId })),
    );
    expect(new Set(replies.map((reply) => reply.number))).toEqual(new Set([`${sale.seller.storeCode}-F-2026-000001`]));
    expect(await counterOf(`${sale.seller.storeCode}-F-2026`)).toBe(1);
    expect(
      (await service.events(invoicingEvents.invoiceIssued)).filter((event) => event.data.saleId === sale.saleId),
    ).toHaveLength(1);
  });

  test('a refused document leaves the counter where it was', async () => {
    const seller = aSeller();
    await service.call(invoicing.issueInvoice, aSale(seller));
    await refuses(
      service,
      () => service.call(invoicing.issueInvoice, aSale(seller, [aLine()], { grossMinor: 1 })),
      'invoice.totals-wrong',
      { given: { grossMinor: 1 } },
    );
    expect((await service.call(invoicing.issueInvoice, aSale(seller))).number).toBe(
      `${seller.storeCode}-F-2026-000002`,
    );
  });

  test('a clock that went back does not take the dates with it', async () => {
    const seller = aSeller();
    await service.call(invoicing.issueInvoice, aSale(seller));
    const future = '2099-01-01T00:00:00.000Z';
    await service.connection
      .collection('series')
      .updateOne({ _id: `${seller.storeCode}-F-2026` as never }, { $set: { lastIssuedAt: future } });
    const later = aSale(seller);
    await service.call(invoicing.issueInvoice, later);
    expect((await service.call(invoicing.readInvoice, { invoiceId: later.invoiceId })).issuedAt).toBe(future);
  });
});

describe('dates and numbers', () => {
  test('a document of yesterday that comes after one of today carries today’s date and names its own day', async () => {
    const seller = aSeller();
    const issue = async (businessDay: string) => {
      const sale = aSale(seller, [aLine()], { businessDay });
      await service.call(invoicing.issueInvoice, sale);
      return { sale, view: await service.call(invoicing.readInvoice, { invoiceId: sale.invoiceId }) };
    };
    const { view: today } = await issue('2026-03-05');
    const { view: late, sale } = await issue('2026-03-04');
    expect(today).toMatchObject({ counter: 1, businessDay: '2026-03-05' });
    expect(today.occurredDay).toBeUndefined();
    expect(late).toMatchObject({ counter: 2, businessDay: '2026-03-05', occurredDay: '2026-03-04' });
    const note = aCorrection(sale, 1, { businessDay: '2026-03-04' });
    await service.call(invoicing.issueCreditNote, note);
    const credit = await service.call(invoicing.readInvoice, { invoiceId: note.invoiceId });
    expect(credit).toMatchObject({ counter: 1, businessDay: '2026-03-04' });
  });
});

describe('one document a sale', () => {
  test('the same sale again is answered with the document it has, also under another type or year', async () => {
    const sale = aSale(aSeller());
    const { number } = await service.call(invoicing.issueInvoice, sale);
    const again = { ...sale, invoiceId: mint('invoice') };
    await refuses(service, () => service.call(invoicing.issueInvoice, again), 'invoice.sale-already-invoiced', {
      number,
      invoiceId: sale.invoiceId,
    });
    await refuses(
      service,
      () => service.call(invoicing.issueInvoice, { ...again, type: 'BON_DE_VENTE' }),
      'invoice.sale-already-invoiced',
      { number },
    );
    await refuses(
      service,
      () => service.call(invoicing.issueInvoice, { ...again, businessDay: '2027-03-04' }),
      'invoice.sale-already-invoiced',
      { number },
    );
  });

  test('ten concurrent calls for one sale, half of them as FACTURE, half as BON DE VENTE: one document', async () => {
    const sale = aSale(aSeller());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        service.call(invoicing.issueInvoice, {
          ...sale,
          invoiceId: mint('invoice'),
          type: n % 2 ? 'FACTURE' : 'BON_DE_VENTE',
        }),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'invoice.sale-already-invoiced' });
    expect((await service.call(invoicing.listInvoices, { saleId: sale.saleId })).items).toHaveLength(1);
  });

  test('an id that a document of another sale has is refused', async () => {
    const seller = aSeller();
    const sale = aSale(seller);
    await service.call(invoicing.issueInvoice, sale);
    await refuses(
      service,
      () => service.call(invoicing.issueInvoice, aSale(seller, [aLine()], { invoiceId: sale.invoiceId })),
      'invoice.sale-already-invoiced',
      { invoiceId: sale.invoiceId },
    );
  });
});
