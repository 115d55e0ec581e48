import { kernelRefusals, type StoreError } from '@comptoir/contracts';

/** Two processes made the same new record at once: the later one is to come again, and will then see it. */
export function tryAgain(details: Record<string, unknown>): StoreError {
  return kernelRefusals.unavailable(
    'Someone else changed the same stock at the same moment. Please try again.',
    details,
  );
}
