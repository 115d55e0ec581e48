import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inventory, inventoryEvents, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { BOOKS, deliverFrom, refusalOf, startService } from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
});
afterAll(async () => {
  await replica.running.stop();
  await service.stop();
});

const storeId = mint('store');
type Facts = Partial<InputOf<typeof inventory.createSupplier>>;
const added = (facts: Facts = {}) =>
  service.call(inventory.createSupplier, { supplierId: mint('supplier'), name: 'Grossiste Exemple', ...facts });
const changed = (supplierId: string, revision: number, changes: object) =>
  service.call(inventory.changeSupplier, { supplierId, revision, changes });
const found = async (text?: string, archived = false): Promise<string[]> =>
  (await service.call(inventory.listSuppliers, { text, archived, limit: 200 })).items.map((one) => one.supplierId);
let lastNumber = 0;
const aNif = () => ({ kind: 'nif' as const, value: `00003${String((lastNumber += 1)).padStart(10, '0')}` });

describe('createSupplier and changeSupplier', () => {
  test('once per command id; what is read is what was stored', async () => {
    const input = {
      supplierId: mint('supplier'),
      name: 'Électro Aurès',
      profile: 'DZ' as const,
      identifiers: [aNif()],
      phone: '033 80 10 20',
      email: 'ventes@aures.example',
      address: { street: '4 rue des Frères', city: 'Batna', country: 'DZ' },
      paymentTermsDays: 45,
      leadTimeDays: 7,
      note: 'closed on Fridays',
    };
    const first = await service.call(inventory.createSupplier, input, { commandId: 'test/create-supplier' });
    expect(first).toMatchObject({ ...input, archived: false, revision: 1, createdBy: 'usr_test' });
    const again = await service.call(inventory.createSupplier, input, { commandId: 'test/create-supplier' });
    expect(again).toEqual(first);
    expect(await service.call(inventory.readSupplier, { supplierId: input.supplierId })).toEqual(first);
    expect((await refusalOf(service.call(inventory.createSupplier, { ...input, identifiers: [] }))).code).toBe(
      'supplier.exists',
    );
    expect((await refusalOf(service.call(inventory.readSupplier, { supplierId: mint('supplier') }))).code).toBe(
      'supplier.unknown',
    );
  });

  test('the second of two editors is told, and what was taken out is gone', async () => {
    const { supplierId } = await added({ phone: '0550 77 88 99', note: 'x' });
    const outcomes = await Promise.allSettled(
      [{ phone: null }, { note: null }, { name: 'Autre nom' }].map((changes) => changed(supplierId, 1, changes)),
    );
    const refusals = outcomes.filter((one) => one.status === 'rejected');
    expect(refusals.map((one) => one.reason.code)).toEqual(['supplier.changed', 'supplier.changed']);
    const now = await service.call(inventory.readSupplier, { supplierId });
    const kept = [now.phone !== undefined, now.note !== undefined, now.name === 'Grossiste Exemple'];
    expect([now.revision, kept.filter((one) => one).length]).toEqual([2, 2]);
    const bare = await changed(supplierId, 2, { phone: null, note: null });
    expect([bare.phone, bare.note]).toEqual([undefined, undefined]);
    expect(await service.call(inventory.readSupplier, { supplierId })).toEqual(bare);
  });

  test('a number that is raced for goes to one, in two processes; who gives it up frees it', async () => {
    const number = aNif();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_none, at) =>
        added({ name: `Candidate ${at}`, profile: 'DZ', identifiers: [number] }),
      ),
    );
    const winners = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(winners).toHaveLength(1);
    const [winner] = winners;
    for (const one of outcomes)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          code: 'supplier.identifier-taken',
          details: { kind: 'nif', supplierId: winner!.supplierId, name: winner!.name },
        });
    const other = await added({ profile: 'DZ' });
    const take = () => changed(other.supplierId, 1, { identifiers: [number] });
    expect((await refusalOf(take())).code).toBe('supplier.identifier-taken');
    await changed(winner!.supplierId, 1, { identifiers: [] });
    expect((await take()).identifiers).toEqual([number]);
  });
});

describe('listSuppliers', () => {
  test('by words in any order, by number, by the end of a phone, with a typing error; all by name, page by page', async () => {
    const number = aNif();
    const { supplierId } = await added({
      name: 'Quincaillerie Ziban',
      profile: 'DZ',
      identifiers: [number],
      phone: '+213 33 71 72 73',
    });
    for (const text of ['ziban quinc', number.value, '717273', 'quincailerie'])
      expect([text, await found(text)]).toEqual([text, [supplierId]]);
    expect(await found('…')).toEqual([]);
    const all = await found();
    const first = await service.call(inventory.listSuppliers, { limit: 2 });
    const paged = [...first.items];
    for (let cursor = first.nextCursor; cursor !== undefined;) {
      const page = await service.call(inventory.listSuppliers, { limit: 2, cursor });
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged.map((one) => one.supplierId)).toEqual(all);
    const names = paged.map((one) => one.name.normalize('NFKD').toLowerCase());
    expect(names).toEqual(names.toSorted());
  });

  test('who is archived is not offered and stays; a new name is found, the old one is not', async () => {
    const { supplierId } = await added({ name: 'Menuiserie Tell' });
    await changed(supplierId, 1, { name: 'Ébénisterie Tell', archived: true });
    expect([await found('tell'), await found('tell', true)]).toEqual([[], [supplierId]]);
    await changed(supplierId, 2, { archived: false });
    expect([await found('ebenisterie'), await found('menuiserie')]).toEqual([[supplierId], []]);
  });
});

describe('a delivery of a supplier', () => {
  test('keeps the name of its day, is listed by supplier, and sets the last price', async () => {
    const productId = mint('product');
    const { supplierId } = await added({ name: 'Froid Hodna' });
    const first = await deliverFrom(service, storeId, productId, { supplierId, reference: 'BL-1' }, [4, 100]);
    expect(first).toMatchObject({ supplierId, supplierName: 'Froid Hodna' });
    await changed(supplierId, 1, { name: 'Froid du Hodna' });
    const second = await deliverFrom(service, mint('store'), productId, { supplierId }, [2, 130], [1, 100]);
    await deliverFrom(service, storeId, productId, { supplierName: 'Froid Hodna' }, [1, 999]);
    expect(second.supplierName).toBe('Froid du Hodna');
    const listed = await service.call(inventory.listDeliveries, { supplierId });
    expect(listed.items).toEqual([second, first]);
    expect((await service.call(inventory.listDeliveries, { supplierId, storeId })).items).toEqual([first]);
    const day = first.receivedDay!;
    const within = await service.call(inventory.listDeliveries, { supplierId, storeId, from: day, to: day });
    expect(within.items).toEqual([first]);
    expect((await service.call(inventory.listDeliveries, { supplierId, supplier: 'bl' })).items).toEqual([first]);
    const said = (await service.events(inventoryEvents.stockReceived)).map((event) => event.data);
    expect(said.find((one) => one.deliveryId === first.deliveryId)).toMatchObject({
      supplierId,
      supplierName: 'Froid Hodna',
    });
    const { items } = await service.call(inventory.listSupplierProducts, { supplierId });
    expect(items).toEqual([
      {
        supplierId,
        productId,
        last: {
          deliveryId: second.deliveryId,
          receivedDay: second.receivedDay,
          quantity: 3,
          costMinor: 360,
          currency: 'DZD',
        },
      },
    ]);
  });

  test('is refused where it is unknown or archived, or named twice, and nothing is stored', async () => {
    const { supplierId } = await added();
    await changed(supplierId, 1, { archived: true });
    const productId = mint('product');
    const refusal = async (supplier: object): Promise<string> =>
      (await refusalOf(deliverFrom(service, storeId, productId, supplier, [1, 1]))).code;
    expect(await refusal({ supplierId })).toBe('supplier.archived');
    expect(await refusal({ supplierId: mint('supplier') })).toBe('supplier.unknown');
    expect(await refusal({ supplierId, supplierName: 'X' })).toBe('message.invalid');
    const { items } = await service.call(inventory.readStock, { storeId, productIds: [productId] });
    expect(items).toMatchObject([{ version: 0 }]);
  });

  test('many at once from two processes: every unit counts, and the last price is that of one of them', async () => {
    const productId = mint('product');
    const { supplierId } = await added();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_none, at) =>
        deliverFrom(service, mint('store'), productId, { supplierId }, [1, 100 + at]),
      ),
    );
    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'service.unavailable' });
    const { items } = await service.call(inventory.listSupplierProducts, { supplierId });
    const listed = await service.call(inventory.listDeliveries, { supplierId });
    expect(listed.items).toHaveLength(taken.length);
    expect(taken.map((one) => one.deliveryId)).toContain(items[0]?.last?.deliveryId);
  });

  test('of opening stock sets no price', async () => {
    const { supplierId } = await added();
    await service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId,
      supplierId,
      opening: true,
      currency: 'DZD',
      store: BOOKS,
      lines: [{ productId: mint('product'), quantity: 1, costMinor: 5 }],
    });
    expect((await service.call(inventory.listSupplierProducts, { supplierId })).items).toEqual([]);
  });
});

describe('importSuppliers', () => {
  const rowOf = (line: number, name: string, more: object = {}) => ({
    line,
    added: { supplierId: mint('supplier'), name, ...more },
  });

  test('rows are matched by id, number, or name and phone, and written once per command id', async () => {
    const nif = aNif();
    const known = await added({ name: 'Import Atlas', profile: 'DZ', identifiers: [nif], phone: '0550 11 22 33' });
    const archived = await added({ name: 'Import Atlas', phone: '021 99 99 99' });
    await changed(archived.supplierId, 1, { archived: true });
    const match = async (rows: InputOf<typeof inventory.matchSuppliers>['rows']) =>
      (await service.call(inventory.matchSuppliers, { rows })).items;
    const meant = { meaning: 'one', supplier: known };
    expect(
      await match([
        { line: 2, supplierId: known.supplierId, identifiers: [] },
        { line: 3, supplierId: mint('supplier'), identifiers: [] },
        { line: 4, name: 'Whoever', identifiers: [{ kind: 'nif', value: nif.value.replace('00003', '0 0003') }] },
        { line: 5, name: 'import  ATLAS', phone: '+213 550 11 22 33', identifiers: [] },
        { line: 6, name: 'Import Atlas', phone: '021 99 99 99', identifiers: [] },
      ]),
    ).toEqual([
      { line: 2, ...meant },
      { line: 3, meaning: 'unknownId' },
      { line: 4, ...meant },
      { line: 5, ...meant },
      { line: 6, meaning: 'nobody' },
    ]);

    const biskra = rowOf(2, 'Import Biskra', { phone: '033 11 22 33' });
    const rows = [
      biskra,
      { line: 3, changed: { supplierId: known.supplierId, revision: 1, changes: { name: 'Import Atlas et fils' } } },
      rowOf(4, 'Import Double', { profile: 'DZ', identifiers: [nif] }),
    ];
    const taken = expect.objectContaining({ line: 4, code: 'supplier.identifier-taken', field: 'nif' });
    const written = [
      { line: 2, outcome: 'new' },
      { line: 3, outcome: 'changed' },
    ];
    const whole = await service.call(inventory.importSuppliers, { rows, allOrNothing: true });
    expect([whole, await found('import biskra')]).toEqual([{ written: [], refused: [taken] }, []]);
    const options = { commandId: 'test/import-suppliers' };
    for (let times = 0; times < 2; times += 1)
      expect(await service.call(inventory.importSuppliers, { rows, allOrNothing: false }, options)).toEqual({
        written,
        refused: [taken],
      });
    expect(await found('atlas fils')).toEqual([known.supplierId]);
    expect(await match([{ line: 2, name: 'Import Biskra', phone: '033112233', identifiers: [] }])).toMatchObject([
      { meaning: 'one', supplier: { supplierId: biskra.added.supplierId, revision: 1, createdBy: 'usr_test' } },
    ]);
    expect(await match([{ line: 2, name: 'Import Atlas', phone: '0550112233', identifiers: [] }])).toMatchObject([
      { meaning: 'nobody' },
    ]);
  });

  test('of chunks with one number at once one adds it, over two replicas; a full chunk is one message', async () => {
    const nif = aNif();
    const replies = await Promise.all(
      [service, replica, service].map((one) =>
        one.call(inventory.importSuppliers, {
          rows: [rowOf(2, 'Import Race', { profile: 'DZ', identifiers: [nif] })],
          allOrNothing: false,
        }),
      ),
    );
    expect(replies.map(({ written }) => written.length).toSorted()).toEqual([0, 0, 1]);
    const rows = Array.from({ length: 500 }, (_none, at) =>
      rowOf(at + 2, `Full ${at}`, { phone: `0770 00 ${1000 + at}` }),
    );
    expect((await service.call(inventory.importSuppliers, { rows, allOrNothing: true })).written).toHaveLength(500);
    const sought = rows.map(({ line, added: { name } }) => ({ line, name, identifiers: [] }));
    const { items } = await service.call(inventory.matchSuppliers, { rows: sought });
    expect(items.every(({ meaning }) => meaning === 'one')).toBe(true);
  });
});

describe('setSupplierProduct', () => {
  test('once per command id, beside the last price, and for a product who supplies it', async () => {
    const productId = mint('product');
    const [one, other] = [await added({ name: 'Premier' }), await added({ name: 'Second' })];
    const input = { supplierId: one.supplierId, productId, catalogNumber: 'TV-55/A' };
    const set = await service.call(inventory.setSupplierProduct, input, { commandId: 'test/set-number' });
    expect(set).toMatchObject({ ...input, numberSet: { by: 'usr_test' } });
    expect(await service.call(inventory.setSupplierProduct, input, { commandId: 'test/set-number' })).toEqual(set);
    await deliverFrom(service, storeId, productId, { supplierId: other.supplierId }, [2, 50]);
    await deliverFrom(service, storeId, productId, { supplierId: one.supplierId }, [2, 60]);
    await changed(other.supplierId, 1, { archived: true });
    const first = await service.call(inventory.listProductSuppliers, { productId, limit: 1 });
    const rest = await service.call(inventory.listProductSuppliers, { productId, cursor: first.nextCursor });
    expect([...first.items, ...rest.items]).toMatchObject([
      { supplierName: 'Premier', archived: false, catalogNumber: 'TV-55/A', last: { costMinor: 120 } },
      { supplierName: 'Second', archived: true, last: { costMinor: 100 } },
    ]);
    const bare = await service.call(inventory.setSupplierProduct, { ...input, catalogNumber: null });
    expect([bare.catalogNumber, bare.numberSet, bare.last?.costMinor]).toEqual([undefined, undefined, 120]);
  });

  test('a number without a price is taken out whole; an archived supplier gets none', async () => {
    const { supplierId } = await added();
    const input = { supplierId, productId: mint('product'), catalogNumber: 'X-1' };
    await service.call(inventory.setSupplierProduct, input);
    await service.call(inventory.setSupplierProduct, { ...input, catalogNumber: null });
    expect((await service.call(inventory.listSupplierProducts, { supplierId })).items).toEqual([]);
    await changed(supplierId, 1, { archived: true });
    expect((await refusalOf(service.call(inventory.setSupplierProduct, input))).code).toBe('supplier.archived');
  });
});
