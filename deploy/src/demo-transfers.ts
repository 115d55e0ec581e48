import { randomBytes } from 'node:crypto';
import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** On the way three units cost no whole centimes each. */
const THREE_FOR = 2_000_000;

/** Goods go to another store and one of them is lost: units, costs and both books say the same at every stage. */
export async function sendToOtherStore({ story, manager, cashier, storeId }: Shop): Promise<void> {
  story.chapter('A transfer to another store, with one unit lost on the road');
  const [other] = (await manager.get(`/transfers/stores?storeId=${storeId}`)).items;
  if (!other) return story.tell('no other store of this company: npm start fills a shop with two');
  const { otherStoreId, name } = other;
  const sku = `DEMO-TR-${randomBytes(4).toString('hex').toUpperCase()}`;
  const { productId } = await manager.post('/products', {
    sku,
    name: `Plateau de cuivre ${sku}`,
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: 1_000_000,
    priceListMinor: 1_000_000,
    priceMaxMinor: 1_000_000,
  });
  await manager.post('/deliveries', { storeId, lines: [{ productId, quantity: 3, costMinor: THREE_FOR }] });
  const valueIn = async (at: string): Promise<[units: number, costMinor: number]> => {
    const { available, batches } = (await manager.get(`/stock?storeId=${at}&productId=${productId}`)).items[0];
    return [available, batches.reduce((sum: number, one: any) => sum + one.remainingCostMinor, 0)];
  };
  const lines = [{ productId, quantity: 3 }];
  const asked = await cashier.post('/transfers', { storeId: otherStoreId, fromStoreId: storeId, lines });
  story.tell(`a cashier of ${name} asks for three: ${asked.number}`);
  const { transferId } = asked;
  const shipped = await manager.post(`/transfers/${transferId}/ship`, { revision: asked.revision, lines });
  story.check('on the road, at the cost of their batch', shipped.leftCostMinor, THREE_FOR, dinars);
  story.check('and nothing is left here', await valueIn(storeId), [0, 0], JSON.stringify);
  const receipt = { revision: shipped.revision, reason: 'cabossé en route' };
  const came = [{ productId, receivedQuantity: 2, lostQuantity: 1 }];
  const received = await manager.post(`/transfers/${transferId}/receive`, { ...receipt, lines: came });
  const [line] = received.lines;
  story.check('two are there, at their share', await valueIn(otherStoreId), [2, 1_333_334], JSON.stringify);
  story.check('one is lost, at the rest', line.lostCostMinor, 666_666, dinars);
  const again = await manager.ask('POST', `/transfers/${transferId}/receive`, { ...receipt, lines: came });
  story.check(
    'received again it is refused with',
    [again.status, again.body.code],
    [409, 'transfer.state'],
    JSON.stringify,
  );
  const { moves } = await manager.get(`/transfers/${transferId}`);
  const inTransit = async (): Promise<number[]> => {
    const entries = [];
    for (const { moveId } of moves) entries.push(...(await manager.get(`/ledger/entries?ref=${moveId}`)).items);
    return entries.flatMap((entry: any) =>
      entry.lines
        .filter((one: any) => one.account === 'goodsInTransit')
        .map((one: any) => one.debitMinor - one.creditMinor),
    );
  };
  const begun = performance.now(); // the ledger follows by an event; it is awaited, not assumed
  let booked = await inTransit();
  while (booked.length < moves.length && performance.now() - begun < 10_000) booked = await inTransit();
  story.check('goods in transit in both books', booked, [THREE_FOR, -1_333_334, -666_666], JSON.stringify);
}
