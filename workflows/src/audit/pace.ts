import { monotonicMs, pause } from '@comptoir/kit';

/** The longest pause, so that one slow answer does not stop the audit. */
const LONGEST_PAUSE_MS = 3_000;

/** A smaller answer cost the database less than the way to it and back: its pause is shorter. */
const FULL_ROWS = 50;

/** Milliseconds to pause after reading `rows` records in `tookMs`, so that reading is `share` (above 0, up to 1) of the time. */
export function pauseAfter(tookMs: number, rows: number, share: number): number {
  return Math.min(LONGEST_PAUSE_MS, tookMs * (1 / share - 1) * Math.min(1, rows / FULL_ROWS));
}

/** Reads page after page, with a pause after each: when the services are busy and answer later, it takes longer breaks. */
export class Pace {
  constructor(private readonly share: number) {}

  /** Reads, and pauses as its answer was large; `rowsOf` tells how many records it held. */
  async run<T>(read: () => Promise<T>, rowsOf: (answer: T) => number): Promise<T> {
    const startedAt = monotonicMs();
    const answer = await read();
    await pause(pauseAfter(monotonicMs() - startedAt, rowsOf(answer), this.share));
    return answer;
  }
}
