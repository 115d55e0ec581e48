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
  'supplierBills',
  'deliveryBillings',
  'supplierReturns',
  'transfers',
  'transferSeries',
  'writeOffs',
  'documentSeries',
  'stockCounts',
  'countLines',
  'countEntries',
  'countPostings',
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
const writingOff = {
  writeOffId: mint('writeOff'),
  storeId,
  store: BOOKS,
  reason: 'damaged',
  lines: [{ productId, quantity: 1 }],
};
const counting = { stockCountId: mint('stockCount'), storeId, store: BOOKS, scope: { kind: 'store' } };
const entering = { entryId: mint('countEntry'), stockCountId: counting.stockCountId, productId, quantity: 1 };
const posting = {
  stockCountId: counting.stockCountId,
  revision: 1,
  store: { code: BOOKS.code, timeZone: BOOKS.timeZone },
};
const atRevision = { purchaseOrderId: mint('purchaseOrder'), revision: 1 };
const asStore = { companyId: mint('company'), ...BOOKS, name: 'A store' };
const transfer = {
  transferId: mint('transfer'),
  fromStoreId: storeId,
  toStoreId: mint('store'),
  from: asStore,
  to: { ...asStore, code: 'ORN1' },
  lines: [{ productId, quantity: 1 }],
};
const onTransfer = { transferId: mint('transfer'), storeId };
const receiving = { ...onTransfer, revision: 1, lines: [{ productId, receivedQuantity: 1 }] };
const takingBack = {
  deliveryId: mint('delivery'),
  storeId,
  store: { code: BOOKS.code, timeZone: BOOKS.timeZone },
  reason: 'Counted twice',
};

const billing = {
  kind: 'bill',
  billId: mint('supplierBill'),
  storeId,
  supplierId: mint('supplier'),
  number: 'FA-1',
  currency: 'DZD',
  billDay: '2026-01-01',
  store: BOOKS,
  lines: [
    {
      kind: 'goods',
      deliveryId: mint('delivery'),
      batchId: mint('batch'),
      quantity: 1,
      netMinor: 5,
      taxRateBps: 1900,
    },
  ],
};
const returning = {
  supplierReturnId: mint('supplierReturn'),
  storeId,
  supplierId: mint('supplier'),
  reason: 'Broken',
  store: BOOKS,
  lines: [{ batchId: mint('batch'), quantity: 1 }],
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
  ['opening stock of nothing', 'readOpeningStock', { storeId, productIds: [] }],
  ['a row that neither adds nor changes', 'importSuppliers', { rows: [{ line: 2 }], allOrNothing: true }],
  [
    'more rows than a chunk has',
    'importSuppliers',
    {
      rows: Array.from({ length: 501 }, () => ({ line: 2, added: { supplierId: mint('supplier'), name: 'A' } })),
      allOrNothing: true,
    },
  ],
  ['an operator for a name', 'matchSuppliers', { rows: [{ line: 2, name: { $ne: '' }, identifiers: [] }] }],
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
  ['a bill without a number', 'recordSupplierBill', { ...billing, number: ' ' }],
  ['a paper that is neither bill nor credit note', 'recordSupplierBill', { ...billing, kind: 'quote' }],
  [
    'a line of a credit note on a bill',
    'recordSupplierBill',
    { ...billing, lines: [{ ...billing.lines[0], kind: 'price' }] },
  ],
  ['a rate above all', 'recordSupplierBill', { ...billing, lines: [{ ...billing.lines[0], taxRateBps: 10_001 }] }],
  ['an amount below zero', 'recordSupplierBill', { ...billing, lines: [{ ...billing.lines[0], netMinor: -5 }] }],
  [
    'an operator for a delivery of a bill',
    'recordSupplierBill',
    { ...billing, lines: [{ ...billing.lines[0], deliveryId: { $gt: '' } }] },
  ],
  ['no reason for a reversal', 'reverseSupplierBill', { billId: mint('supplierBill'), storeId, store: BOOKS }],
  ['an operator for a bill', 'readSupplierBill', { billId: { $gt: '' } }],
  ['an operator for the text of bills', 'listSupplierBills', { text: { $regex: '.*' } }],
  ['no deliveries', 'readDeliveryBillings', { deliveryIds: [] }],
  ['a return of nothing', 'returnToSupplier', { ...returning, lines: [] }],
  ['half a unit', 'returnToSupplier', { ...returning, lines: [{ ...returning.lines[0], quantity: 0.5 }] }],
  ['an operator for a batch', 'returnToSupplier', { ...returning, lines: [{ batchId: { $ne: '' }, quantity: 1 }] }],
  ['an operator for a return', 'readSupplierReturn', { supplierReturnId: { $gt: '' } }],
  ['an operator for the supplier of returns', 'listSupplierReturns', { supplierId: { $gt: '' } }],
  ['extra costs spread by nothing known', 'receiveDelivery', { ...delivery, spreadExtraBy: 'volume' }],
  ['a transfer without lines', 'requestTransfer', { ...transfer, lines: [] }],
  ['a transfer with its number', 'requestTransfer', { ...transfer, number: 'X-TR-2026-000001' }],
  ['an operator for the store that sends', 'sendTransfer', { ...transfer, fromStoreId: { $ne: null } }],
  ['a transfer of nothing', 'sendTransfer', { ...transfer, lines: [{ productId, quantity: 0 }] }],
  ['a cost with a transfer', 'sendTransfer', { ...transfer, lines: [{ productId, quantity: 1, costMinor: 1 }] }],
  ['an operator for a transfer', 'shipTransfer', { ...receiving, transferId: { $gt: '' } }],
  ['a shipping without a revision', 'shipTransfer', { ...onTransfer, lines: [{ productId, quantity: 1 }] }],
  [
    'a line of which nothing comes',
    'receiveTransfer',
    { ...receiving, lines: [{ productId, receivedQuantity: 0, lostQuantity: 0 }] },
  ],
  ['a fraction of a unit', 'receiveTransfer', { ...receiving, lines: [{ productId, receivedQuantity: 0.5 }] }],
  [
    'a negative loss',
    'receiveTransfer',
    { ...receiving, lines: [{ productId, receivedQuantity: 2, lostQuantity: -1 }] },
  ],
  ['a loss of the rest without a reason', 'loseTransferRest', { ...onTransfer, revision: 1 }],
  ['a blank reason for a return', 'returnTransfer', { ...onTransfer, reason: ' ' }],
  ['no reason for a refusal', 'refuseTransfer', onTransfer],
  ['an operator for a reason of a cancellation', 'cancelTransfer', { ...onTransfer, reason: { $ne: '' } }],
  ['an id of another kind for a transfer', 'closeTransfer', { ...onTransfer, transferId: mint('order') }],
  ['an operator for a transfer that is read', 'readTransfer', { transferId: { $gt: '' } }],
  ['an operator for a delivery whose stores are asked', 'storesOfDeliveries', { deliveryIds: [{ $gt: '' }] }],
  ['a side that is none', 'listTransfers', { storeId, side: 'both' }],
  ['a write-off without lines', 'writeOffStock', { ...writingOff, lines: [] }],
  ['a reason that is none', 'writeOffStock', { ...writingOff, reason: 'gone' }],
  [
    'an operator for a batch',
    'writeOffStock',
    { ...writingOff, lines: [{ productId, quantity: 1, batchId: { $gt: '' } }] },
  ],
  ['a cost of a write-off', 'writeOffStock', { ...writingOff, lines: [{ productId, quantity: 1, costMinor: 1 }] }],
  ['an operator for a write-off', 'readWriteOff', { writeOffId: { $gt: '' } }],
  ['an operator for the reason of a list', 'listWriteOffs', { reason: { $ne: '' } }],
  ['a scope that is none', 'createStockCount', { ...counting, scope: { kind: 'shelf' } }],
  ['a scope without products', 'createStockCount', { ...counting, scope: { kind: 'products', productIds: [] } }],
  ['a negative count', 'enterCount', { ...entering, quantity: -1 }],
  ['a count as a float', 'enterCount', { ...entering, quantity: 0.5 }],
  ['an operator for the product of an entry', 'enterCount', { ...entering, productId: { $gt: '' } }],
  ['an operator for an entry', 'withdrawCountEntry', { ...entering, withdraws: { $gt: '' } }],
  ['a review without a revision', 'reviewCount', { stockCountId: counting.stockCountId }],
  ['a recount of nothing', 'recountLines', { stockCountId: counting.stockCountId, revision: 1, productIds: [] }],
  ['another fate of uncounted lines', 'postCount', { ...posting, uncounted: 'guess' }],
  ['a negative cost of what was found', 'postCount', { ...posting, costs: [{ productId, costMinor: -1 }] }],
  ['a cancellation without a reason', 'cancelCount', { stockCountId: counting.stockCountId }],
  ['an operator for a stock count', 'readStockCount', { stockCountId: { $gt: '' } }],
  ['a state of a stock count that is none', 'listStockCounts', { state: 'done' }],
  ['lines that are none', 'listCountLines', { stockCountId: counting.stockCountId, show: 'some' }],
  ['an operator for a product of entries', 'listCountEntries', { stockCountId: counting.stockCountId, productId: {} }],
  ['an operator for an alert', 'markAlertSeen', { alertId: { $gt: '' } }],
  ['an id of another kind for an alert', 'readStockAlert', { alertId: mint('product') }],
  ['a state of alerts that is none', 'listStockAlerts', { state: 'seen' }],
  ['what to order without a store', 'listReorderFigures', {}],
  ['no product to order', 'listReorderFigures', { storeId, productIds: [] }],
  ['more products than a page', 'listReorderFigures', { storeId, limit: 1_001 }],
  ['ages of the stock of no store', 'listStockAges', {}],
  ['a correction of nothing', 'correctDelivery', { deliveryId: mint('delivery'), storeId }],
  ['the card of no product', 'listStockCard', { storeId }],
  [
    'an expiry date that is no day',
    'receiveDelivery',
    { ...delivery, lines: [{ ...delivery.lines[0], expiresOn: '31.05.2026' }] },
  ],
  ['what expires up to no day', 'listExpiringStock', { storeId }],
  ['warnings up to no day', 'warnExpiring', { storeId, upTo: 'soon' }],
  ['warnings of no store', 'warnExpiring', { upTo: '2026-12-31' }],
  ['none at a time', 'warnExpiring', { storeId, upTo: '2026-12-31', limit: 0 }],
  ['the places of no product', 'readStockPlaces', { productIds: [] }],
  ['the trace of no batch', 'traceBatch', {}],
  ['the value of a day without a time zone', 'listStockValues', { storeId, day: '2026-03-05' }],
  ['no drafts', 'draftPurchaseOrders', { storeId, store: BOOKS, orders: [] }],
  [
    'a multiple of nothing',
    'setSupplierProduct',
    { supplierId: mint('supplier'), productId, catalogNumber: null, orderMultiple: 0 },
  ],
  ['no lines', 'holdStock', { ...holding, lines: [] }],
  ['a cursor that is no text', 'listLevels', { storeId, cursor: { $gt: '' } }],
])('%s is refused and nothing is written', async (_name, message, input) => {
  const envelope = {
    actor: TEST_ACTOR,
    input,
    ...(/^(read|list|storesOf)/.test(message) ? {} : { commandId: mint('event') }),
  };
  const answer = await service.raw(`inventory.${message}`, JSON.stringify(envelope));
  expect(JSON.stringify(answer)).toContain('message.invalid');
  for (const name of COLLECTIONS) expect([name, await service.count(name)]).toEqual([name, 0]);
});
