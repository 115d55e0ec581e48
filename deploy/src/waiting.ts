import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Repeats a check until it returns true; resolves to false when the time is over or the signal is aborted. */
export async function until(isSo: () => Promise<boolean>, withinMs: number, signal?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && !signal?.aborted) {
    if (await isSo().catch(() => false)) return true;
    await pause(50);
  }
  return false;
}

/** Whether an HTTP address answers 2xx, with a body that contains the given text. */
export async function answersHttp(url: string, containing = ''): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  const body = await response.text();
  return response.ok && body.includes(containing);
}

/** Whether something accepts TCP connections there. */
export function answersTcp(host: string, port: number, withinMs = 2_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: withinMs });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
