import { observable } from '../observable.js';

/** Whether the gateway can be reached; false within two seconds of its failure. */
export const reachable = observable(true);

const HEARTBEAT_MS = 600;
const TIMEOUT_MS = 1_700;

let lastResponseAt = performance.now();
let pinging = false;

/** Records that the gateway has answered. */
export function recordGatewayResponse(): void {
  lastResponseAt = performance.now();
  reachable.set(true);
}

async function ping(): Promise<void> {
  if (pinging) return;
  pinging = true;
  try {
    const response = await fetch('/api/v1/live', { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) recordGatewayResponse();
    else reachable.set(false);
  } catch {
    if (performance.now() - lastResponseAt >= HEARTBEAT_MS) reachable.set(false);
  } finally {
    pinging = false;
  }
}

/** Polls the gateway for as long as the page is open. */
export function startHeartbeat(): void {
  setInterval(() => {
    if (document.hidden) return void (lastResponseAt = performance.now());
    if (performance.now() - lastResponseAt > TIMEOUT_MS) reachable.set(false);
    void ping();
  }, HEARTBEAT_MS);
}

/** Waits until the gateway can be reached, at most the given milliseconds. */
export function waitUntilReachable(withinMs: number): Promise<void> {
  if (reachable.get()) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = reachable.subscribe(() => reachable.get() && finish());
    const timer = setTimeout(finish, withinMs);
  });
}
