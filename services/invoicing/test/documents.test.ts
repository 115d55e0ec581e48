import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invoicing, invoicingEvents } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, TEST_ACTOR, type TestService } from '@comptoir/kit/testing';
import { invoicingService } from '../src/index.js';
import { aCorrection, aLine, aSale, aSeller, expectTrue, recordsOf, refuses, rowsOf, type Issue } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(invoicingService);
});
afterAll(async () => {
  await expectTrue(service);
  await service.stop();
});

const issued = async (...of: Parameters<typeof aSale>): Promise<Issue> => {
  const sale = aSale(...of);
  await service.call(invoicing.issueInvoice, sale);
  return sale;
};

describe('a document', () => {
  test('reads as it was issued, and is broadcast once', async () => {
    const payment = {
      method: 'cash',
      amountMinor: 8296,
      tenderedMinor: 9000,
      changeMinor: 704,
      roundingMinor: 0,
    } as const;
    const sale = {
      ...aSale(aSeller(), [aLine(3, 1999, 1900), aLine(2, 500, 900), aLine(1, 70, 0)]),
      payments: [payment],
    };
    const { number } = await service.call(invoicing.issueInvoice, sale);
    const view = await service.call(invoicing.readInvoice, { invoiceId: sale.invoiceId });
    expect(view).toEqual({
      ...sale,
      number,
      series: `${sale.seller.storeCode}-F-2026`,
      counter: 1,
      issuedAt: expect.any(String),
      issuedBy: TEST_ACTOR.id,
      taxByRate: [
        { taxRateBps: 0, netMinor: 70, taxMinor: 0 },
        { taxRateBps: 900, netMinor: 1000, taxMinor: 90 },
        { taxRateBps: 1900, netMinor: 5997, taxMinor: 1139 },
      ],
    });
    const data = {
      invoiceId: sale.invoiceId,
      type: 'FACTURE',
      number,
      storeId: sale.seller.storeId,
      saleId: sale.saleId,
      issuedAt: view.issuedAt,
    };
    expect(
      (await service.events(invoicingEvents.invoiceIssued))
        .filter((event) => event.data.saleId === sale.saleId)
        .map((event) => event.data),
    ).toEqual([data]);
    await service.publishedEvents();
  });

  test('of a thousand lines is issued and read', async () => {
    const sale = await issued(
      aSeller(),
      Array.from({ length: 1000 }, () => aLine()),
    );
    expect((await service.call(invoicing.readInvoice, { invoiceId: sale.invoiceId })).lines).toHaveLength(1000);
  });

  test('that nobody issued is unknown', () =>
    refuses(service, () => service.call(invoicing.readInvoice, { invoiceId: mint('invoice') }), 'invoice.unknown'));

  test('is never changed or deleted, by any operation of mongoose', async () => {
    const sale = await issued(aSeller());
    const before = (await rowsOf(service)).invoices;
    const model = service.connection.model('invoices');
    const of = { _id: sale.invoiceId };
    const change = { $set: { grossMinor: 1 } };
    const attempts: (() => Promise<unknown>)[] = [
      () => model.updateOne(of, change),
      () => model.updateMany({}, change),
      () => model.replaceOne(of, {}),
      () => model.findOneAndUpdate(of, change),
      () => model.findByIdAndUpdate(sale.invoiceId, change),
      () => model.findOneAndReplace(of, {}),
      () => model.findOneAndDelete(of),
      () => model.findByIdAndDelete(sale.invoiceId),
      () => model.deleteOne(of),
      () => model.deleteMany({}),
      async () => (await model.findById(sale.invoiceId))!.set('grossMinor', 1).save(),
      async () => (await model.findById(sale.invoiceId))!.updateOne(change),
      async () => (await model.findById(sale.invoiceId))!.deleteOne(),
      () => model.bulkWrite([{ updateOne: { filter: of, update: change } }]),
      () => model.bulkWrite([{ deleteOne: { filter: of } }]),
      () => service.connection.bulkWrite([{ model, name: 'updateOne', filter: of, update: change }] as never),
    ];
    for (const [n, attempt] of attempts.entries()) {
      expect([
        n,
        await attempt().then(
          () => 'done',
          () => 'refused',
        ),
      ]).toEqual([n, 'refused']);
    }
    expect((await rowsOf(service)).invoices).toEqual(before);
  });
});

describe('a credit note', () => {
  test('is read with what it corrects, and draws from the series of credit notes', async () => {
    const sale = await issued(aSeller(), [aLine(3)]);
    const correction = aCorrection(sale, 2);
    const { number } = await service.call(invoicing.issueCreditNote, correction);
    expect(number).toBe(`${sale.seller.storeCode}-A-2026-000001`);
    expect(await service.call(invoicing.readInvoice, { invoiceId: correction.invoiceId })).toMatchObject({
      type: 'CREDIT_NOTE',
      correctionId: correction.correctionId,
      corrects: { invoiceId: sale.invoiceId, number: `${sale.seller.storeCode}-F-2026-000001` },
      seller: sale.seller,
      buyer: sale.buyer,
      currency: 'DZD',
      orderId: sale.orderId,
      lines: [{ name: 'Kettle', unitPriceMinor: 1000, quantity: 2, netMinor: 2000, taxMinor: 380 }],
      grossMinor: 2380,
      taxByRate: [{ taxRateBps: 1900, netMinor: 2000, taxMinor: 380 }],
    });
    expect(
      (await service.events(invoicingEvents.invoiceIssued))
        .filter((event) => event.data.saleId === sale.saleId)
        .map((event) => event.data.type),
    ).toEqual(['FACTURE', 'CREDIT_NOTE']);
    expect((await recordsOf(service, 'invoices')).find((one) => one.id === correction.invoiceId)).toMatchObject({
      correctionId: correction.correctionId,
      grossMinor: 2380,
    });
  });

  test('over what is left is refused with both figures, and the rest can still be credited', async () => {
    const sale = await issued(aSeller(), [aLine(3)]);
    await service.call(invoicing.issueCreditNote, aCorrection(sale, 2));
    await refuses(
      service,
      () => service.call(invoicing.issueCreditNote, aCorrection(sale, 2)),
      'invoice.credited-too-much',
      {
        sold: { quantity: 3 },
        creditedBefore: 2,
      },
    );
    await refuses(
      service,
      () => service.call(invoicing.issueCreditNote, aCorrection(aSale(aSeller()))),
      'invoice.unknown',
    );
    await service.call(invoicing.issueCreditNote, aCorrection(sale, 1));
    await refuses(
      service,
      () => service.call(invoicing.issueCreditNote, aCorrection(sale, 1)),
      'invoice.credited-too-much',
    );
  });

  test('one a correction, under one command or two', async () => {
    const sale = await issued(aSeller(), [aLine(5)]);
    const correction = aCorrection(sale);
    const commandId = mint('event');
    const first = await service.call(invoicing.issueCreditNote, correction, { commandId });
    expect(await service.call(invoicing.issueCreditNote, correction, { commandId })).toEqual(first);
    await refuses(
      service,
      () => service.call(invoicing.issueCreditNote, { ...correction, invoiceId: mint('invoice') }),
      'invoice.correction-already-credited',
      { number: first.number },
    );
    const other = await issued(aSeller());
    await refuses(
      service,
      () => service.call(invoicing.issueCreditNote, aCorrection(other, 1, { correctionId: correction.correctionId })),
      'invoice.correction-already-credited',
    );
  });

  test.each([1, 2])('twenty at once for the last five units: five, over %i processes', async (processes) => {
    const replicas = [
      service,
      ...(processes === 2 ? [await startTestService(invoicingService, service.installation)] : []),
    ];
    const sale = await issued(aSeller(), [aLine(5)]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => service.call(invoicing.issueCreditNote, aCorrection(sale))),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(5);
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'invoice.credited-too-much' });
    await replicas[1]?.running.stop();
  });
});

describe('lists', () => {
  test('by store, sale, customer and type, newest first, page by page', async () => {
    const seller = aSeller();
    const sales: Issue[] = [];
    for (let n = 0; n < 5; n += 1) sales.push(await issued(seller, [aLine(2)], n % 2 ? { type: 'BON_DE_VENTE' } : {}));
    const note = aCorrection(sales[1]!);
    await service.call(invoicing.issueCreditNote, note);
    const ids = async (asked: object): Promise<string[]> =>
      (await service.call(invoicing.listInvoices, asked)).items.map((one) => one.invoiceId);
    const all = [note.invoiceId, ...sales.map((sale) => sale.invoiceId).toReversed()];
    const { storeId } = seller;
    expect(await ids({ storeId })).toEqual(all);
    expect(await ids({ saleId: sales[1]!.saleId })).toEqual([note.invoiceId, sales[1]!.invoiceId]);
    expect(
      await ids({ saleId: sales[1]!.saleId, type: 'CREDIT_NOTE', storeId, customerId: sales[1]!.buyer.customerId }),
    ).toEqual([note.invoiceId]);
    expect(await ids({ saleId: sales[1]!.saleId, storeId: mint('store') })).toEqual([]);
    expect(await ids({ customerId: sales[1]!.buyer.customerId, storeId })).toEqual([
      note.invoiceId,
      sales[1]!.invoiceId,
    ]);
    expect(await ids({ storeId, type: 'FACTURE' })).toEqual([4, 2, 0].map((n) => sales[n]!.invoiceId));
    expect(await ids({ limit: 3 })).toEqual(all.slice(0, 3));
    for (const asked of [{ storeId }, {}, { saleId: sales[1]!.saleId }, { customerId: sales[1]!.buyer.customerId }]) {
      const whole = await ids({ ...asked, limit: 200 });
      const paged: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await service.call(invoicing.listInvoices, { ...asked, limit: 4, cursor });
        paged.push(...page.items.map((one) => one.invoiceId));
        cursor = page.nextCursor;
        if (!cursor) break;
      }
      expect(paged).toEqual(whole);
    }
  });

  test('by number, whole or how it begins, and within days', async () => {
    const seller = aSeller();
    const days = ['2026-01-31', '2026-02-01', '2026-02-01', '2026-04-15'];
    const sales: Issue[] = [];
    for (const businessDay of days) sales.push(await issued(seller, [aLine(2)], { businessDay }));
    const note = aCorrection(sales[0]!, 1, { businessDay: '2026-04-16' });
    await service.call(invoicing.issueCreditNote, note);
    const elsewhere = await issued(aSeller(), [aLine()], { businessDay: '2026-02-01' });
    const { storeId, storeCode } = seller;
    const ids = async (asked: object): Promise<string[]> =>
      (await service.call(invoicing.listInvoices, asked)).items.map((one) => one.invoiceId);
    const of = (...places: number[]): string[] => places.map((place) => sales[place]!.invoiceId);
    expect(await ids({ number: `${storeCode}-F-2026-000002` })).toEqual(of(1));
    expect(await ids({ number: `${storeCode.toLowerCase()}-f-2026-` })).toEqual(of(3, 2, 1, 0));
    expect(await ids({ number: `${storeCode}-`, type: 'CREDIT_NOTE' })).toEqual([note.invoiceId]);
    expect(await ids({ number: `${storeCode}-F`, from: '2026-02-01', to: '2026-02-28' })).toEqual(of(2, 1));
    expect(await ids({ number: `${storeCode}-F`, storeId: mint('store') })).toEqual([]);
    const within = { from: '2026-01-31', to: '2026-04-16', storeId };
    const read: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await service.call(invoicing.listInvoices, { ...within, limit: 2, cursor });
      read.push(...page.items.map((one) => one.invoiceId));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    expect(read).toEqual([note.invoiceId, ...of(3, 2, 1, 0)]);
    expect(await ids({ ...within, from: '2026-04-01', type: 'FACTURE' })).toEqual(of(3));
    expect(await ids({ from: '2026-02-01', to: '2026-02-01' })).toEqual([elsewhere.invoiceId, ...of(2, 1)]);
    await refuses(service, () => ids({ from: '2026-02-01' }), 'message.invalid');
  });

  test('a number that more than 200 documents begin with is refused', async () => {
    const invoices = service.connection.collection<{ _id: string }>('invoices');
    const rows = Array.from({ length: 201 }, (_none, at) => ({
      _id: mint('invoice'),
      number: `MANY-F-${at}`,
      original: true,
      saleId: mint('sale'),
    }));
    await invoices.insertMany(rows);
    const find = (number: string) => service.call(invoicing.listInvoices, { number });
    await expect(find('MANY-F')).rejects.toMatchObject({ code: 'search.too-wide', details: { most: 200 } });
    await invoices.deleteMany({ _id: { $in: rows.map((row) => row._id) } });
    expect(await find('MANY-F')).toEqual({ items: [] });
  });
});

describe('bad input', () => {
  const right = aSale({ ...aSeller() });
  const line = right.lines[0]!;
  test.each<[string, string, unknown]>([
    ['an operator for an id', 'issueInvoice', { ...right, saleId: { $gt: '' } }],
    ['an operator in the seller', 'issueInvoice', { ...right, seller: { ...right.seller, storeCode: { $ne: '' } } }],
    ['a store code that is no code', 'issueInvoice', { ...right, seller: { ...right.seller, storeCode: 'A-F-2026' } }],
    ['an id of another kind', 'issueInvoice', { ...right, invoiceId: mint('order') }],
    ['a fractional amount', 'issueInvoice', { ...right, grossMinor: 1.5 }],
    ['an amount past the safe integers', 'issueInvoice', { ...right, grossMinor: 2 ** 53 }],
    ['a negative quantity', 'issueInvoice', { ...right, lines: [{ ...line, quantity: -1 }] }],
    ['a line twice', 'issueInvoice', { ...right, lines: [line, line] }],
    ['no lines', 'issueInvoice', { ...right, lines: [] }],
    ['a day that is none', 'issueInvoice', { ...right, businessDay: '2026-02-30' }],
    ['an unknown field', 'issueInvoice', { ...right, number: 'ALG1-F-2026-000001' }],
    ['a missing field', 'issueInvoice', { ...right, buyer: undefined }],
    ['an operator for a correction', 'issueCreditNote', { ...aCorrection(right), correctionId: { $exists: false } }],
    [
      'a negative credit',
      'issueCreditNote',
      {
        ...aCorrection(right),
        lines: [{ saleLineId: line.saleLineId, quantity: 1, netMinor: -1, taxMinor: 0, grossMinor: -1 }],
      },
    ],
    ['an operator in a list', 'listInvoices', { storeId: { $gt: '' } }],
    ['an operator for a cursor', 'listInvoices', { cursor: { $gt: '' } }],
    ['an operator in the audit', 'auditRecords', { kind: 'invoices', limit: 5, after: { $gt: '' } }],
  ])('%s is refused and nothing is written', async (_name, message, input) => {
    const before = await rowsOf(service);
    const envelope = { actor: TEST_ACTOR, input, ...(message.startsWith('issue') ? { commandId: mint('event') } : {}) };
    expect((await service.raw(`invoicing.${message}`, JSON.stringify({ id: '1', data: envelope }))).err).toMatchObject({
      code: 'message.invalid',
      kind: 'invalid',
    });
    expect(await rowsOf(service)).toEqual(before);
  });
});
