import { setTimeout as pause } from 'node:timers/promises';
import type { ApiAnswer, ApiClient } from '@comptoir/deploy/testing';

/** A request to the API; each retry carries the same idempotency key. */
export interface ApiRequest {
  readonly client: ApiClient;
  readonly method: 'POST' | 'GET' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly key: string;
}

/** A final answer and the `performance.now()` at which it came. */
export interface FinalAnswer {
  readonly answer: ApiAnswer;
  readonly receivedAt: number;
  /** Answers with a 5xx other than 503 on the way to the final one: the API promises never to give one. */
  readonly faults: readonly string[];
}

/** Longer than the longest fault: the checks report an answer that comes too late. */
const MAX_WAIT_MS = 480_000;

/** Every such answer of every request. */
export const faultAnswers: string[] = [];

/** Not final: under way (202), delayed by admission control (429), or a part of the system out of reach (5xx). */
function isFinal({ status }: ApiAnswer): boolean {
  return status !== 202 && status !== 429 && status < 500;
}

/** Sends a request, and again with the same key, until the answer is final or `acceptPending` accepts it. */
export async function retryUntilFinal(
  request: ApiRequest,
  options: { withinMs?: number; acceptPending?: (answer: ApiAnswer) => boolean } = {},
): Promise<FinalAnswer> {
  const { client, method, path, body, key } = request;
  const deadline = performance.now() + (options.withinMs ?? MAX_WAIT_MS);
  const faults: string[] = [];
  let faultsSaid = 0;
  let last = '';
  for (;;) {
    const answer = await client.ask(method, path, body, key).catch((error: Error) => {
      last = String(error.cause ?? error); // no connection
      return undefined;
    });
    if (answer) {
      if (isFinal(answer) || options.acceptPending?.(answer)) return { answer, receivedAt: performance.now(), faults };
      last = `${answer.status} ${JSON.stringify(answer.body)}`;
      if (answer.status >= 500 && answer.status !== 503) faults.push(`${method} ${path}: ${last.slice(0, 300)}`);
    }
    faultAnswers.push(...faults.slice(faultsSaid));
    faultsSaid = faults.length;
    if (performance.now() > deadline)
      throw new Error(`no final answer to ${method} ${path}; the last one: ${last.slice(0, 400)}`);
    await pause(answer?.status === 202 ? 20 : 100);
  }
}

/** The part of an answer that must be equal each time the request is repeated: the status, and the id or the refusal. */
export function outcomeKey({ status, body }: ApiAnswer): string {
  return [status, body?.code, verdictOf(body) ?? createdIdOf(body)].filter((part) => part !== undefined).join(' ');
}

function verdictOf(body: any): string | undefined {
  if (!body?.verdict) return undefined;
  return `${body.verdict.approved ? 'approved' : 'rejected'} by ${body.verdict.by.id}`;
}

function createdIdOf(body: any): string | undefined {
  return (
    body?.correction?.correctionId ??
    body?.sale?.saleId ??
    body?.reversal?.paymentId ??
    body?.paymentId ??
    body?.hash ??
    body?.correctionId ??
    body?.orderId ??
    body?.order?.orderId
  );
}
