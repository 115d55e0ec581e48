import { sales } from '@comptoir/contracts';
import { defineService } from '@comptoir/kit';
import { deliveryCorrected } from './reactions/delivery-corrected.js';
import { deliveryTakenBack } from './reactions/delivery-taken-back.js';
import { goodsTransferred } from './reactions/goods-transferred.js';
import { goodsWrittenOff } from './reactions/goods-written-off.js';
import { stockCounted } from './reactions/stock-counted.js';
import { stockReceived } from './reactions/stock-received.js';
import { stockReturnedToSupplier } from './reactions/stock-returned-to-supplier.js';
import { stockWrittenOff } from './reactions/stock-written-off.js';
import { supplierBillRecorded } from './reactions/supplier-bill-recorded.js';
import { supplierBillReversed } from './reactions/supplier-bill-reversed.js';
import { SalesController } from './sales.controller.js';
import { salesStore } from './store/sales-store.js';

/** The sales service: customers, orders, sales, STI, the ledger, closed days. */
export const salesService = defineService({
  name: 'sales',
  contract: sales,
  controller: SalesController,
  store: salesStore,
  reactions: [
    stockReceived,
    deliveryTakenBack,
    deliveryCorrected,
    stockWrittenOff,
    supplierBillRecorded,
    supplierBillReversed,
    stockReturnedToSupplier,
    goodsTransferred,
    goodsWrittenOff,
    stockCounted,
  ],
});
