/** The result of a cell or of a numbered fault: what was done and what was observed. A result with a problem is red. */
export interface CellResult {
  readonly id: string;
  readonly action: string;
  readonly observed: string;
  readonly problems: readonly string[];
  readonly durationMs: number;
}

/** A result with the commit it was seen on and when. */
export interface SeenResult extends CellResult {
  readonly commit: string;
  readonly seenAt: string;
}
