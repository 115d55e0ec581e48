import type { Correction } from '../api/shapes.js';
import { ApiProblem, ask, newKey, Unreachable } from '../api/client.js';
import { waitUntilReachable } from '../api/connection.js';

/** A return of some items, or a cancellation of the whole sale, against one revision of the sale. */
export type CorrectionRequest = {
  readonly saleId: string;
  readonly revision: number;
  readonly reason: string;
  readonly refundTo: 'cash' | 'card' | 'transfer' | 'account';
} & (
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'return';
      readonly lines: { saleLineId: string; quantity: number; disposition: 'restock' | 'writeOff' }[];
    }
);

/** The stored key of the same request, or a new one; stored until the outcome is known, across a reload too. */
function idempotencyKeyOf(request: CorrectionRequest): { key: string; clear: () => void } {
  const storageKey = `comptoir.correction.${request.saleId}`;
  const content = JSON.stringify(request);
  const stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as { key: string; content: string } | null;
  const key = stored?.content === content ? stored.key : newKey();
  localStorage.setItem(storageKey, JSON.stringify({ key, content }));
  return { key, clear: () => localStorage.removeItem(storageKey) };
}

/** The correction that was made. Retries under the same key while there is no answer, a fault or a running saga; throws ApiProblem for a refusal. */
export async function submitCorrection(request: CorrectionRequest): Promise<Correction> {
  const { key, clear } = idempotencyKeyOf(request);
  const { saleId, revision, reason, refundTo } = request;
  const body = { revision, reason, refundTo };
  for (;;) {
    try {
      const answer =
        request.kind === 'cancel'
          ? await ask('POST /sales/{saleId}/cancel', { params: { saleId }, body, key })
          : await ask('POST /sales/{saleId}/returns', {
              params: { saleId },
              body: { ...body, lines: request.lines },
              key,
            });
      if (answer.status === 'done') {
        clear();
        return answer.correction;
      }
    } catch (error) {
      if (error instanceof ApiProblem && !error.retryable) {
        if (error.problem.status !== 401) clear();
        throw error;
      }
      if (!(error instanceof Unreachable) && !(error instanceof ApiProblem)) throw error;
      await waitUntilReachable(30_000);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
