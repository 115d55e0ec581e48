import { parentPort, workerData } from 'node:worker_threads';
import { purchaseOrderPdf, type PaperOrder } from './purchase-order-pdf.js';
import type { PaperLanguage } from './purchase-order-words.js';

/** Makes the PDF of the order it is given beside the requests of the gateway, and sends its bytes. */
const { order, language } = workerData as { order: PaperOrder; language: PaperLanguage };
parentPort!.postMessage(await purchaseOrderPdf(order, language));
