import { credentials } from './client.js';
import { heardGateway, untilReachable } from './link.js';
import { session, signOut } from '../session.js';

/** Something that happened in the shop. */
export type Heard =
  | {
      readonly type: 'inventory.stockChanged';
      readonly data: { storeId: string; productId: string; available: number; version: number };
    }
  | {
      readonly type: 'sales.orderChanged';
      readonly data: { orderId: string; storeId: string; state: string; saleId?: string };
    }
  | {
      readonly type: 'sales.saleChanged';
      readonly data: { saleId: string; orderId: string; storeId: string; state: string };
    };

type Listener = (heard: Heard) => void;

const listeners = new Set<Listener>();
const reconnected = new Set<() => void>();

/** Calls the listener for everything that happens, until the answered function is called. */
export function onHeard(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back each time the stream was opened: what was missed before the first event must be read. */
export function onStreamOpen(callback: () => void): () => void {
  reconnected.add(callback);
  return () => reconnected.delete(callback);
}

/** Cuts a text of server-sent events into whole ones; answers the rest. */
export function eventsOf(text: string): { events: { id?: string; type: string; data: string }[]; rest: string } {
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

async function listen(signal: AbortSignal): Promise<void> {
  const response = await fetch('/api/v1/events', {
    headers: { ...credentials(), ...(lastId ? { 'last-event-id': lastId } : {}) },
    cache: 'no-store',
    signal,
  });
  if (response.status === 401) return signOut();
  if (!response.ok || !response.body) throw new Error(`events: ${response.status}`);
  for (const callback of reconnected) callback();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let buffer = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    heardGateway();
    const { events, rest } = eventsOf(buffer + value);
    buffer = rest;
    for (const { id, type, data } of events) {
      lastId = id ?? lastId;
      const heard = { type, data: JSON.parse(data) } as Heard;
      for (const listener of listeners) listener(heard);
    }
  }
}

/** Hears the shop while someone is signed in; goes on after a break where it left off. */
export function hearShop(): void {
  let running: AbortController | undefined;
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await listen(signal).catch(() => undefined); // whatever ended it, it is opened again
      await new Promise((resolve) => setTimeout(resolve, 300));
      await untilReachable(60_000);
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
  session.watch(follow);
  follow();
}
