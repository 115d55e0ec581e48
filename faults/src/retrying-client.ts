import type { ApiAnswer, ApiClient } from '@comptoir/deploy/testing';
import { pause } from './fault-system.js';

/** A request as a till sends it: the same key each time it is sent again. */
export interface Request {
  readonly as: ApiClient;
  readonly method: 'POST' | 'GET' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly key: string;
}

/** A final answer, and how long it took. */
export interface Final {
  readonly answer: ApiAnswer;
  readonly at: number;
  readonly attempts: number;
}

/** Not final: under way, waiting for its turn, nobody there, or a part of the shop out of reach. */
function isFinal({ status }: ApiAnswer): boolean {
  return status !== 202 && status !== 429 && status < 500;
}

/** Longer than the longest fault: who waited too long after its end is said by the checks. */
const PATIENCE_MS = 480_000;

/** Sends a request, and again with its key, until the answer is final or `enough` says so. */
export async function insist(
  request: Request,
  options: { withinMs?: number; enough?: (answer: ApiAnswer) => boolean } = {},
): Promise<Final> {
  const end = performance.now() + (options.withinMs ?? PATIENCE_MS);
  let last = 'nothing';
  for (let attempts = 1; ; attempts += 1) {
    const answer = await request.as
      .ask(request.method, request.path, request.body, request.key)
      .catch((error: Error) => void (last = String(error.cause ?? error)));
    if (answer) {
      if (isFinal(answer) || options.enough?.(answer)) return { answer, at: performance.now(), attempts };
      if (answer.status === 500) faults500.push(`${request.method} ${request.path}: ${JSON.stringify(answer.body)}`);
      last = `${answer.status} ${JSON.stringify(answer.body)}`;
    }
    if (performance.now() > end)
      throw new Error(`no final answer to ${request.method} ${request.path}; the last one: ${last.slice(0, 400)}`);
    await pause(answer?.status === 202 ? 20 : 100);
  }
}

/** Every answer 500 that was seen, and the request it was for: the API promises never to give one. */
export const faults500: string[] = [];

/** What of an answer must be the same each time it is asked for: the status and the names of what was made or why not. */
export function gist({ status, body }: ApiAnswer): string {
  const made = body?.correction?.correctionId ?? body?.sale?.saleId ?? body?.correctionId;
  const verdict = body?.verdict
    ? `${body.verdict.approved ? 'approved' : 'rejected'} by ${body.verdict.by.id}`
    : undefined;
  return [status, body?.code, verdict ?? made ?? body?.orderId ?? body?.order?.orderId]
    .filter((one) => one !== undefined)
    .join(' ');
}
