import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mint } from '@comptoir/kit';
import { TEST_ACTOR, type TestService } from '@comptoir/kit/testing';
import { BOOKS, startService } from './fixtures.js';

const COLLECTIONS = [
  'deliveries',
  'batches',
  'holds',
  'movements',
  'levels',
  'returns',
  'suppliers',
  'purchaseOrders',
  'purchaseOrderSeries',
  'stockAlerts',
  'thresholds',
  'commands',
];
let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const storeId = mint('store');
const productId = mint('product');
const line = { lineId: mint('line'), productId, quantity: 1 };
const holding = { holdId: mint('hold'), storeId, lines: [line] };
const delivery = {
  deliveryId: mint('delivery'),
  storeId,
  currency: 'DZD',
  store: BOOKS,
  lines: [{ productId, quantity: 1, costMinor: 5 }],
};
const ordering = {
  purchaseOrderId: mint('purchaseOrder'),
  storeId,
  supplierId: mint('supplier'),
  currency: 'DZD',
  store: BOOKS,
  lines: [{ productId, quantity: 1, expectedCostMinor: 5 }],
};
const atRevision = { purchaseOrderId: mint('purchaseOrder'), revision: 1 };
const takingBack = {
  deliveryId: mint('delivery'),
  storeId,
  store: { code: BOOKS.code, timeZone: BOOKS.timeZone },
  reason: 'Counted twice',
};

test.each<[string, string, unknown]>([
  ['an operator for an id', 'holdStock', { ...holding, holdId: { $gt: '' } }],
  ['an operator for a store', 'readStock', { storeId: { $ne: null }, productIds: [productId] }],
  ['an operator in a list', 'readStock', { productIds: [{ $gt: '' }] }],
  ['an operator for a sale', 'settleHold', { holdId: mint('hold'), saleId: { $exists: false } }],
  ['an id of another kind', 'releaseHold', { holdId: mint('order'), storeId }],
  ['a negative quantity', 'holdStock', { ...holding, lines: [{ ...line, quantity: -1 }] }],
  ['a fractional quantity', 'holdStock', { ...holding, lines: [{ ...line, quantity: 1.5 }] }],
  ['a cost as a float', 'receiveDelivery', { ...delivery, lines: [{ productId, quantity: 1, costMinor: 1.5 }] }],
  [
    'a cost past the safe integers',
    'receiveDelivery',
    { ...delivery, lines: [{ productId, quantity: 1, costMinor: 2 ** 53 }] },
  ],
  ['an unknown field', 'receiveDelivery', { ...delivery, extra: true }],
  [
    'a cost of a unit beside that of the line',
    'receiveDelivery',
    { ...delivery, lines: [{ productId, quantity: 1, costMinor: 5, unitCostMinor: 5 }] },
  ],
  ['a missing field', 'receiveDelivery', { ...delivery, storeId: undefined }],
  ['an operator for a delivery', 'takeBackDelivery', { ...takingBack, deliveryId: { $gt: '' } }],
  ['no reason', 'takeBackDelivery', { ...takingBack, reason: ' ' }],
  ['an operator for the store of a list', 'listOpeningDeliveries', { storeId: { $ne: null } }],
  ['an operator for a supplier', 'readSupplier', { supplierId: { $gt: '' } }],
  ['a supplier without a name', 'createSupplier', { supplierId: mint('supplier'), name: ' ' }],
  ['an operator in a change', 'changeSupplier', { supplierId: mint('supplier'), revision: 1, changes: { $set: {} } }],
  ['an order without lines', 'createPurchaseOrder', { ...ordering, lines: [] }],
  ['an operator for the supplier of an order', 'createPurchaseOrder', { ...ordering, supplierId: { $gt: '' } }],
  [
    'an expected cost as a float',
    'createPurchaseOrder',
    { ...ordering, lines: [{ productId, quantity: 1, expectedCostMinor: 0.5 }] },
  ],
  [
    'a line that says what it received',
    'createPurchaseOrder',
    { ...ordering, lines: [{ productId, quantity: 1, expectedCostMinor: 5, receivedQuantity: 1 }] },
  ],
  ['a day that is none', 'createPurchaseOrder', { ...ordering, expectedDay: '2026-02-30' }],
  ['a change of the number', 'changePurchaseOrder', { ...atRevision, changes: { number: 'X-PO-2026-000001' } }],
  ['a change of nothing', 'changePurchaseOrder', { ...atRevision, changes: {} }],
  ['an operator for an order', 'sendPurchaseOrder', { ...atRevision, purchaseOrderId: { $gt: '' } }],
  ['no revision', 'sendPurchaseOrder', { purchaseOrderId: mint('purchaseOrder') }],
  ['a blank reason', 'cancelPurchaseOrder', { purchaseOrderId: mint('purchaseOrder'), reason: ' ' }],
  ['an operator for a reason', 'closePurchaseOrder', { purchaseOrderId: mint('purchaseOrder'), reason: { $ne: '' } }],
  ['an id of another kind for an order', 'readPurchaseOrder', { purchaseOrderId: mint('order') }],
  ['a state that is none', 'listPurchaseOrders', { state: 'open' }],
  ['an operator for a text', 'listPurchaseOrders', { text: { $regex: '.*' } }],
  ['an operator for the order of a delivery', 'receiveDelivery', { ...delivery, purchaseOrderId: { $gt: '' } }],
  ['an operator for an alert', 'markAlertSeen', { alertId: { $gt: '' } }],
  ['an id of another kind for an alert', 'readStockAlert', { alertId: mint('product') }],
  ['a state of alerts that is none', 'listStockAlerts', { state: 'seen' }],
  ['what to order without a store', 'listReorderFigures', {}],
  ['no product to order', 'listReorderFigures', { storeId, productIds: [] }],
  ['more products than a page', 'listReorderFigures', { storeId, limit: 1_001 }],
  ['ages of the stock of no store', 'listStockAges', {}],
  ['no drafts', 'draftPurchaseOrders', { storeId, store: BOOKS, orders: [] }],
  [
    'a multiple of nothing',
    'setSupplierProduct',
    { supplierId: mint('supplier'), productId, catalogNumber: null, orderMultiple: 0 },
  ],
  ['no lines', 'holdStock', { ...holding, lines: [] }],
  ['a cursor that is no text', 'listLevels', { storeId, cursor: { $gt: '' } }],
])('%s is refused and nothing is written', async (_name, message, input) => {
  const envelope = { actor: TEST_ACTOR, input, ...(/^(read|list)/.test(message) ? {} : { commandId: mint('event') }) };
  const answer = await service.raw(`inventory.${message}`, JSON.stringify(envelope));
  expect(JSON.stringify(answer)).toContain('message.invalid');
  for (const name of COLLECTIONS) expect([name, await service.count(name)]).toEqual([name, 0]);
});
