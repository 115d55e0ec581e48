/** Aborts when this process has to end: on a signal, or when the process that started it is gone. */
export function shutdownSignal(): AbortSignal {
  const shutdown = new AbortController();
  const end = (how: string) => shutdown.abort(how);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  if (process.connected) process.on('disconnect', () => end('disconnect'));
  // A terminal that is gone must not keep the stop from running to its end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => end('terminal gone'));
  return shutdown.signal;
}

/** Rejects with ShutdownRequested when the signal is aborted before the work is done. */
export async function unlessShuttingDown<T>(work: Promise<T>, shutdown: AbortSignal): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new ShutdownRequested());
  if (shutdown.aborted) onAbort();
  shutdown.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work, ended]);
  } finally {
    shutdown.removeEventListener('abort', onAbort);
  }
}

/** Thrown where work was interrupted because this process has to end. */
export class ShutdownRequested extends Error {}
