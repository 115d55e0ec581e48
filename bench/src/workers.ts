/** Runs an operation `count` times, at most `concurrency` at once; the argument counts from 0. */
export async function runConcurrently(
  concurrency: number,
  count: number,
  operation: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await operation(index);
      }
    }),
  );
}
