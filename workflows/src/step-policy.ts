/** What workflow code and activities agree on about failing steps; no import, so that both may use it. */

/** Type of the failure of a local attempt that took too long to be repeated in the workflow task. */
export const SLOW_ATTEMPT = 'step.slow';
