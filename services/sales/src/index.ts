import { sales } from '@comptoir/contracts';
import { defineService } from '@comptoir/kit';
import { deliveryTakenBack } from './reactions/delivery-taken-back.js';
import { goodsWrittenOff } from './reactions/goods-written-off.js';
import { stockCounted } from './reactions/stock-counted.js';
import { stockReceived } from './reactions/stock-received.js';
import { stockWrittenOff } from './reactions/stock-written-off.js';
import { SalesController } from './sales.controller.js';
import { salesStore } from './store/sales-store.js';

/** The sales service: customers, orders, sales, STI, the ledger, closed days. */
export const salesService = defineService({
  name: 'sales',
  contract: sales,
  controller: SalesController,
  store: salesStore,
  reactions: [stockReceived, deliveryTakenBack, stockWrittenOff, goodsWrittenOff, stockCounted],
});
