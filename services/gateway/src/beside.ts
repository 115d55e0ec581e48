import { Worker } from 'node:worker_threads';

/** Bytes that a worker of this module makes of its data, beside the requests of the gateway; its error is thrown. */
export async function bytesBeside(worker: URL, workerData: unknown): Promise<Buffer> {
  const running = new Worker(worker, { workerData });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      running.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
      running.once('error', reject);
    });
  } finally {
    await running.terminate();
  }
}
