import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { AddressRefused, isPublic, publicLookup } from './public-address.js';

const WITHIN_MS = 10_000;
/** Of an answer only its status counts; so much of it is read. */
const MAX_ANSWER_BYTES = 64_000;

/** A message to an address of an owner, signed by the Standard Webhooks scheme. */
export interface WebhookMessage {
  readonly url: string;
  readonly secret: string;
  /** The same for every attempt: the receiver knows a repeated message by it. */
  readonly messageId: string;
  readonly body: string;
}

/** How an attempt ended: the status of the answer, or why there was none. */
export interface Attempt {
  readonly at: string;
  readonly status?: number;
  readonly fault?: string;
}

/** Whether the receiver has taken the message. */
export function isTaken({ status = 0 }: Attempt): boolean {
  return status >= 200 && status < 300;
}

/**
 * Sends a message once and answers how that ended; never throws. A redirect is an answer like any other and is not followed.
 * Where private addresses are not allowed, each address is checked when the connection is made, and http is refused.
 */
export async function postWebhook(
  { url, secret, messageId, body }: WebhookMessage,
  now: Date,
  { allowPrivate, withinMs = WITHIN_MS }: { readonly allowPrivate: boolean; readonly withinMs?: number },
): Promise<Attempt> {
  const at = now.toISOString();
  const { hostname, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  try {
    if (!allowPrivate && protocol !== 'https:') throw new Error('only https addresses are sent to');
    if (!allowPrivate && isIP(host) && !isPublic(host)) throw new AddressRefused(host); // no look-up is made for it
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Comptoir',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(messageId, now, body),
    };
    const lookup = allowPrivate ? {} : { lookup: publicLookup };
    const options = { method: 'POST', headers, agent: false, signal: AbortSignal.timeout(withinMs), ...lookup };
    return { at, status: await statusOf(url, options, body) };
  } catch (error) {
    return { at, fault: faultOf(error, withinMs) };
  }
}

function statusOf(url: string, options: object, body: string): Promise<number> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      let bytes = 0;
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > MAX_ANSWER_BYTES) answer.destroy(new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
      });
      answer.on('error', reject);
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function faultOf(error: unknown, withinMs: number): string {
  const { name, message } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError') return `no whole answer within ${withinMs} ms`;
  return message.slice(0, 300) || name;
}
