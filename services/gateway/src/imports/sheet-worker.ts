import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '@comptoir/contracts';
import { sheetRows } from './sheet-rows.js';

/** Reads a workbook beside the requests of the gateway, and sends its rows in pieces; a refusal goes as its code and message. */

const PIECE = 2_000;

try {
  const rows = await sheetRows(Buffer.from(workerData as Uint8Array));
  for (let at = 0; at < rows.length; at += PIECE) parentPort!.postMessage({ rows: rows.slice(at, at + PIECE) });
  parentPort!.postMessage({ end: true });
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  const { code, kind, message, details } = error;
  parentPort!.postMessage({ refusal: { code, kind, message, details } });
}
