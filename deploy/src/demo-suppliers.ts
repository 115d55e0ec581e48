import { aTaxNumber } from './demo-customers.js';
import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** Goods come from a supplier of the list: the delivery keeps its name, and what the product cost last is known. */
export async function buyFromSupplier({ story, manager, storeId, productId }: Shop): Promise<void> {
  story.chapter('A supplier, its number for a product, and what it cost last');
  const identifiers = [{ kind: 'nif', value: aTaxNumber() }];
  const { supplierId, name } = await manager.post('/suppliers', {
    name: 'Fournisseur Modèle',
    profile: 'DZ',
    identifiers,
  });
  const again = await manager.ask('POST', '/suppliers', { name: 'Un autre', profile: 'DZ', identifiers });
  story.check('a second supplier with its tax number is refused with', again.status, 409);
  story.tell(again.body.detail);
  await manager.ask('PUT', `/suppliers/${supplierId}/products/${productId}`, { catalogNumber: 'FM-0042' });
  const lines = [{ productId, quantity: 3, costMinor: 3 * 655_000 }];
  const delivery = await manager.post('/deliveries', { storeId, supplierId, lines });
  story.check('the delivery is of', delivery.supplierName, name);
  const [product] = (await manager.get(`/suppliers/${supplierId}/products`)).items;
  story.check('its number for the product', product?.catalogNumber, 'FM-0042');
  story.check('which cost last, each', product?.lastUnitCostMinor, 655_000, dinars);
}

/** Goods are ordered and come in two parts, the second at another price: the order knows what has come, and what not. */
export async function orderFromSupplier({ story, manager, storeId, productId }: Shop): Promise<void> {
  story.chapter('A purchase order, and two deliveries of it');
  const { supplierId } = await manager.post('/suppliers', { name: 'Fournisseur sur commande' });
  const { purchaseOrderId, number, revision } = await manager.post('/purchase-orders', {
    storeId,
    supplierId,
    lines: [{ productId, quantity: 5, expectedCostMinor: 5 * 650_000 }],
  });
  await manager.post(`/purchase-orders/${purchaseOrderId}/send`, { revision });
  const receive = (quantity: number, unitCostMinor: number) =>
    manager.post('/deliveries', {
      storeId,
      purchaseOrderId,
      lines: [{ productId, quantity, costMinor: quantity * unitCostMinor }],
    });
  const first = await receive(2, 650_000);
  story.check('the delivery is of the order', first.purchaseOrderNumber, number);
  const stateOf = async () => (await manager.get(`/purchase-orders/${purchaseOrderId}`)).state;
  story.check('of which the rest is expected', await stateOf(), 'partlyReceived');
  await receive(3, 660_000);
  const complete = await manager.get(`/purchase-orders/${purchaseOrderId}`);
  story.check('and after the second one nothing', complete.state, 'received');
  story.check('it was expected to cost', complete.totalExpectedCostMinor, 3_250_000, dinars);
  story.check('and cost', complete.lines[0].receivedCostMinor, 3_280_000, dinars);
  const closed = await manager.post(`/purchase-orders/${purchaseOrderId}/close`, {});
  story.check('the order is', closed.state, 'closed');
}
