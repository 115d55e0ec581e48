/** Aborts at the first sign that this process is to end: a signal, or the death of the process that started it. */
export function endingSignal(): AbortSignal {
  const ending = new AbortController();
  const end = (how: string) => ending.abort(how);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  if (process.connected) process.on('disconnect', () => end('disconnect'));
  // A terminal that is gone must not keep the stop from running to its end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => end('terminal gone'));
  return ending.signal;
}

/** Rejects when the signal is given before the work is done. */
export async function unlessEnding<T>(work: Promise<T>, ending: AbortSignal): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new Ended());
  if (ending.aborted) onAbort();
  ending.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work, ended]);
  } finally {
    ending.removeEventListener('abort', onAbort);
  }
}

/** Thrown where work was broken off because this process is to end. */
export class Ended extends Error {}
