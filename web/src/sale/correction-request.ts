import type { Correction } from '../api/shapes.js';
import { ApiProblem, ask, Unreachable } from '../api/client.js';
import { isRefusal, storedKey } from '../api/stored-key.js';
import { waitUntilReachable } from '../api/connection.js';

/** A return of some items, or a cancellation of the whole sale, against one revision of the sale. */
export type CorrectionRequest = {
  readonly saleId: string;
  readonly revision: number;
  readonly reason: string;
  readonly refundTo: Correction['refundTo'];
  /** The open session of the till that pays out; cash needs one. */
  readonly tillSessionId?: string | undefined;
} & (
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'return';
      /** The store that takes the goods in, where it is not the one that sold, and the number of the receipt. */
      readonly elsewhere?: { readonly storeId: string; readonly number: string };
      readonly lines: { saleLineId: string; quantity: number; disposition: 'restock' | 'writeOff' }[];
    }
);

/** The correction that was made. Retries under the same key while there is no answer, a fault or a running saga; throws ApiProblem for a refusal. */
export async function submitCorrection(request: CorrectionRequest): Promise<Correction> {
  const { key, clear } = storedKey(`correction.${request.saleId}`, request);
  const { saleId, revision, reason, refundTo, tillSessionId } = request;
  const body = { revision, reason, refundTo, ...(tillSessionId === undefined ? {} : { tillSessionId }) };
  for (;;) {
    try {
      const answer =
        request.kind === 'cancel'
          ? await ask('POST /sales/{saleId}/cancel', { params: { saleId }, body, key })
          : await ask('POST /sales/{saleId}/returns', {
              params: { saleId },
              body: { ...body, ...request.elsewhere, lines: request.lines },
              key,
            });
      if (answer.status === 'done') {
        clear();
        return answer.correction;
      }
    } catch (error) {
      if (error instanceof ApiProblem && !error.retryable) {
        if (isRefusal(error)) clear();
        throw error;
      }
      if (!(error instanceof Unreachable) && !(error instanceof ApiProblem)) throw error;
      await waitUntilReachable(30_000);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
