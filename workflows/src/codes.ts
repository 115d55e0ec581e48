/** Codes of outcomes that the workflows themselves decide; no import, so that every part may use them. */

/** Code of a saga that was asked to stop before its pivot. */
export const CANCELLED = 'saga.cancelled';

/**
 * Code of a saga that gave up because a service did not answer in time. It is final, unlike `service.unavailable`: the same
 * request gets the same reply, and a new request is needed.
 */
export const GAVE_UP = 'saga.gave-up';
