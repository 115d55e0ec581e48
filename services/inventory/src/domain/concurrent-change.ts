import { kernelErrors, type DomainError } from '@comptoir/contracts';

/** Two processes made the same new record at once: the later one is to come again, and will then see it. */
export function concurrentChange(details: Record<string, unknown>): DomainError {
  return kernelErrors.unavailable('Someone else changed the same stock at the same moment. Please try again.', details);
}
