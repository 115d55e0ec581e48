import { eventually } from '@comptoir/deploy/testing';

type Condition = () => boolean | Promise<boolean>;

/** Waits until the condition is true, at most `withinMs`; then fails with the text of what was awaited. */
export async function waitUntil(what: string, condition: Condition, withinMs = 60_000): Promise<void> {
  await eventually(async () => {
    if (!(await condition())) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
  }, withinMs);
}

/** Waits until the condition is true, at most `withinMs`; returns whether it became true. */
export async function becomesTrue(condition: Condition, withinMs: number): Promise<boolean> {
  return waitUntil('the condition', condition, withinMs).then(
    () => true,
    () => false,
  );
}
