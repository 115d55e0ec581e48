import { credentials } from './client.js';
import { recordGatewayResponse, waitUntilReachable } from './connection.js';
import { session, signOut } from '../session.js';

/** An event of the API's event stream. */
export type ServerEvent =
  | {
      readonly type: 'inventory.stockChanged';
      readonly data: { storeId: string; productId: string; available: number; version: number };
    }
  | {
      readonly type: 'inventory.stockLow' | 'inventory.stockOut' | 'inventory.stockRecovered';
      readonly data: { alertId: string; storeId: string; productId: string; available: number; threshold: number };
    }
  | {
      readonly type: 'inventory.stockExpiring';
      readonly data: { alertId: string; storeId: string; productId: string; batchId: string; expiresOn: string };
    }
  | {
      readonly type: 'sales.orderChanged';
      readonly data: { orderId: string; storeId: string; state: string; saleId?: string };
    }
  | {
      readonly type: 'sales.saleChanged';
      readonly data: { saleId: string; orderId: string; storeId: string; state: string };
    };

type Listener = (event: ServerEvent) => void;

const listeners = new Set<Listener>();
const openCallbacks = new Set<() => void>();

/** Calls the listener for every event; the returned function unsubscribes it. */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back each time the stream is opened: changes missed before its first event must be read. */
export function onStreamOpen(callback: () => void): () => void {
  openCallbacks.add(callback);
  return () => openCallbacks.delete(callback);
}

/** Splits a text of server-sent events into complete ones; returns the incomplete rest. */
export function parseEvents(text: string): { events: { id?: string; type: string; data: string }[]; rest: string } {
  const parts = text.split('\n\n');
  const rest = parts.pop() ?? '';
  const events = parts.flatMap((part) => {
    const fields = Object.fromEntries(
      part
        .split('\n')
        .filter((line) => !line.startsWith(':') && line.includes(': '))
        .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    );
    return fields['event'] && fields['data'] ? [{ id: fields['id'], type: fields['event'], data: fields['data'] }] : [];
  });
  return { events, rest };
}

let lastId: string | undefined;

async function readStream(signal: AbortSignal): Promise<void> {
  const response = await fetch('/api/v1/events', {
    headers: { ...credentials(), ...(lastId ? { 'last-event-id': lastId } : {}) },
    cache: 'no-store',
    signal,
  });
  if (response.status === 401) return signOut();
  if (!response.ok || !response.body) throw new Error(`events: ${response.status}`);
  for (const callback of openCallbacks) callback();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let buffer = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    recordGatewayResponse();
    const { events, rest } = parseEvents(buffer + value);
    buffer = rest;
    for (const { id, type, data } of events) {
      lastId = id ?? lastId;
      const event = { type, data: JSON.parse(data) } as ServerEvent;
      for (const listener of listeners) listener(event);
    }
  }
}

/** Receives events while someone is signed in; resumes after a break from the last event received. */
export function subscribeToEvents(): void {
  let running: AbortController | undefined;
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await readStream(signal).catch(() => undefined); // whatever ended it, it is opened again
      await new Promise((resolve) => setTimeout(resolve, 300));
      await waitUntilReachable(60_000);
    }
  };
  const follow = (): void => {
    const token = session.get()?.token;
    running?.abort();
    running = undefined;
    if (!token) return;
    running = new AbortController();
    void run(running.signal);
  };
  session.subscribe(follow);
  follow();
}
