import { parentPort, workerData } from 'node:worker_threads';
import type { LabelFormatName } from './label-formats.js';
import { labelsPdf, type Label } from './labels-pdf.js';

/** Makes the PDF of the labels it is given beside the requests of the gateway, and sends its bytes. */
const { labels, format, first } = workerData as { labels: Label[]; format: LabelFormatName; first: number };
parentPort!.postMessage(await labelsPdf(labels, format, first));
