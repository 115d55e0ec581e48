import { kernelErrors, type DomainError } from '@comptoir/contracts';

/** Two processes inserted the same record at once: the later one is retried by its caller and then sees it. */
export function concurrentChange(details: Record<string, unknown>): DomainError {
  return kernelErrors.unavailable('Someone else changed the same stock at the same moment. Please try again.', details);
}
