import { parentPort, workerData } from 'node:worker_threads';
import { sheetBytes } from './sheet-bytes.js';
import type { SheetCell } from './workbook.js';

/** Makes the workbook of the cells it is given, and sends its bytes. */
parentPort!.postMessage(await sheetBytes(workerData as SheetCell[][]));
