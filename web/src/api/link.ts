import { watched } from '../watched.js';

/** Whether the gateway can be reached; told within two seconds of its going. */
export const reachable = watched(true);

const EVERY_MS = 600;
const SILENCE_MS = 1_700;

let lastHeard = performance.now();
let asking = false;

/** Notes that the gateway was heard. */
export function heardGateway(): void {
  lastHeard = performance.now();
  reachable.set(true);
}

async function ping(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const response = await fetch('/api/v1/live', { cache: 'no-store', signal: AbortSignal.timeout(SILENCE_MS) });
    if (response.ok) heardGateway();
    else reachable.set(false);
  } catch {
    if (performance.now() - lastHeard >= EVERY_MS) reachable.set(false);
  } finally {
    asking = false;
  }
}

/** Listens to the gateway's pulse for as long as the page is open. */
export function keepLink(): void {
  setInterval(() => {
    if (document.hidden) return void (lastHeard = performance.now());
    if (performance.now() - lastHeard > SILENCE_MS) reachable.set(false);
    void ping();
  }, EVERY_MS);
}

/** Waits until the gateway can be reached, or the time is over. */
export function untilReachable(withinMs: number): Promise<void> {
  if (reachable.get()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = reachable.watch(() => reachable.get() && end());
    const timer = setTimeout(end, withinMs);
  });
}
