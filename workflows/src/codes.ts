/** Codes and types that workflow code and activities agree on; no import, so that every part may use them. */

/** Code of a saga that was asked to stop before its pivot. */
export const CANCELLED = 'saga.cancelled';

/**
 * Code of a saga that gave up because a service did not answer in time. It is final, unlike `service.unavailable`: the same
 * request gets the same reply, and a new request is needed.
 */
export const GAVE_UP = 'saga.gave-up';

/** Type of the failure of a local attempt that took too long to be repeated in the workflow task. */
export const SLOW_ATTEMPT = 'step.slow';
