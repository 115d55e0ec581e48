import { aTaxNumber } from './demo-customers.js';
import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';
import { until } from './waiting.js';

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

/** A bill that is dearer than its delivery, goods that go back, their credit, and one payment of both. */
export async function payTheSupplier({ story, manager, accountant, storeId, productId }: Shop): Promise<void> {
  story.chapter('The bill of a supplier, goods that go back, and the payment');
  const { supplierId } = await manager.post('/suppliers', { name: 'Fournisseur facturé', paymentTermsDays: 30 });
  const { deliveryId, batches } = await manager.post('/deliveries', {
    storeId,
    supplierId,
    lines: [{ productId, quantity: 10, costMinor: 6_000_000 }],
  });
  const [{ batchId }] = batches;
  const taxed = { taxRateBps: 1_900 };
  const paper = { storeId, supplierId, billDay: new Date().toISOString().slice(0, 10) };
  const bill = await accountant.post('/supplier-bills', {
    ...paper,
    kind: 'bill',
    number: 'FA-2026-118',
    lines: [{ kind: 'goods', deliveryId, batchId, quantity: 10, netMinor: 6_100_000, ...taxed }],
  });
  story.check('the bill with its tax', bill.grossMinor, 7_259_000, dinars);
  story.check('is above what was expected by', bill.differenceMinor, 100_000, dinars);
  story.check('which the goods in stock cost more', bill.toStockMinor, 100_000, dinars);
  const sent = await manager.post('/supplier-returns', {
    storeId,
    supplierId,
    reason: 'Damaged on arrival',
    lines: [{ batchId, quantity: 1 }],
  });
  story.check('one goes back at its cost', sent.totalCostMinor, 610_000, dinars);
  const { supplierReturnId } = sent;
  const credit = await accountant.post('/supplier-bills', {
    ...paper,
    kind: 'creditNote',
    number: 'AV-2026-9',
    lines: [{ kind: 'returned', supplierReturnId, batchId, quantity: 1, netMinor: 610_000, ...taxed }],
  });
  const openOf = async (): Promise<number[]> => {
    const { items } = await accountant.get(`/open-bills?storeId=${storeId}&supplierId=${supplierId}`);
    return items.map((one: { openMinor: number }) => one.openMinor).toSorted((a: number, b: number) => b - a);
  };
  await until(async () => (await openOf()).length === 2, 10_000); // papers reach the books by events
  const owed = await openOf();
  story.check('the supplier is owed', owed[0], 7_259_000, dinars);
  story.check('and owes', owed[1], -725_900, dinars);
  await accountant.post('/supplier-payments', {
    storeId,
    supplierId,
    method: 'transfer',
    reference: 'VIR-2026-31',
    amountMinor: 6_533_100,
    allocations: [
      { billId: bill.billId, amountMinor: 7_259_000 },
      { billId: credit.billId, amountMinor: -725_900 },
    ],
  });
  story.check('after one transfer of both nothing is open', (await openOf()).length, 0);
}
