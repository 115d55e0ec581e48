import { ApiProblem, ask, newKey, Unreachable } from '../api/client.js';
import { untilReachable } from '../api/link.js';

/** What is asked for: some items back, or the whole sale cancelled, against one revision of the sale. */
export type Asked = {
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

/** The key of the same request as before, or a new one; kept until its end is known, over a reload too. */
function keyOf(asked: Asked): { key: string; forget: () => void } {
  const slot = `comptoir.take-back.${asked.saleId}`;
  const content = JSON.stringify(asked);
  const kept = JSON.parse(localStorage.getItem(slot) ?? 'null') as { key: string; content: string } | null;
  const key = kept?.content === content ? kept.key : newKey();
  localStorage.setItem(slot, JSON.stringify({ key, content }));
  return { key, forget: () => localStorage.removeItem(slot) };
}

/** Asks until there is an end: silence, faults and a saga under way are asked again under the same key. */
export async function takeBack(asked: Asked): Promise<void> {
  const { key, forget } = keyOf(asked);
  const { saleId, revision, reason, refundTo } = asked;
  const body = { revision, reason, refundTo };
  for (;;) {
    try {
      const answer =
        asked.kind === 'cancel'
          ? await ask('POST /sales/{saleId}/cancel', { params: { saleId }, body, key })
          : await ask('POST /sales/{saleId}/returns', {
              params: { saleId },
              body: { ...body, lines: asked.lines },
              key,
            });
      if (answer.status === 'done') return forget();
    } catch (error) {
      if (error instanceof ApiProblem && !error.passing) {
        if (error.problem.status !== 401) forget();
        throw error;
      }
      if (!(error instanceof Unreachable) && !(error instanceof ApiProblem)) throw error;
      await untilReachable(30_000);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
