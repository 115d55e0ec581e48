/** Prints one line for the person at the terminal. */
export type Logger = (line: string) => void;

/** Prints to the terminal. */
export const logToTerminal: Logger = (line) => {
  process.stdout.write(`${line}\n`);
};

/** A line with what was done and how long it took. */
export function stepLine(label: string, begunAt: number): string {
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1).padStart(6);
  return `${seconds} s  ${label}`;
}

/** Does the work, then prints its name (or what `label` makes of the result) with its time. */
export async function step<T>(
  log: Logger,
  label: string | ((result: T) => string),
  work: () => Promise<T>,
): Promise<T> {
  const begunAt = performance.now();
  const result = await work();
  log(stepLine(typeof label === 'string' ? label : label(result), begunAt));
  return result;
}
