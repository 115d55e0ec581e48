const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses between the attempts of a notice, as Standard Webhooks recommends: ten attempts in three days. */
export const RETRY_GAPS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How long to wait after so many failed attempts, milliseconds; undefined when it is given up. */
export function gapAfter(attempts: number, gaps: readonly number[] = RETRY_GAPS_MS): number | undefined {
  return gaps[attempts - 1];
}
