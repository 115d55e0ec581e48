import type { AuditBreak } from '@comptoir/contracts';

/** What the check of one invariant found in one pass. */
export interface Finding {
  readonly invariant: number;
  readonly title: string;
  readonly checked: number;
  readonly underWay: number;
  readonly breaks: readonly AuditBreak[];
  /** Both sides of the whole equation, where it has one. */
  readonly left?: unknown;
  readonly right?: unknown;
}

/** Collects what one invariant's check finds. */
export class Check {
  private checked = 0;
  private underWay = 0;
  private readonly found: AuditBreak[] = [];
  private sides: { left?: unknown; right?: unknown } = {};

  constructor(
    private readonly invariant: number,
    private readonly title: string,
  ) {}

  /** One equation: a break when its sides differ. */
  equal(message: string, left: unknown, right: unknown, ids: readonly string[]): void {
    this.checked += 1;
    if (JSON.stringify(left) !== JSON.stringify(right))
      this.found.push({ invariant: this.invariant, message, left, right, ids: [...ids] });
  }

  /** One statement that must be true. */
  holds(message: string, holds: boolean, left: unknown, right: unknown, ids: readonly string[]): void {
    this.checked += 1;
    if (!holds) this.found.push({ invariant: this.invariant, message, left, right, ids: [...ids] });
  }

  /** Something left out because its saga or message is on its way. */
  skip(count = 1): void {
    this.underWay += count;
  }

  /** The two sides of the whole equation, for the owner to see. */
  show(left: unknown, right: unknown): void {
    this.sides = { left, right };
  }

  /** The finding. */
  end(): Finding {
    return {
      invariant: this.invariant,
      title: this.title,
      checked: this.checked,
      underWay: this.underWay,
      breaks: this.found,
      ...this.sides,
    };
  }
}

/** Sums numbers by a key. */
export function sumBy<T>(rows: readonly T[], key: (row: T) => string, value: (row: T) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + value(row));
  return sums;
}

/** Adds up. */
export function total<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}

/** Indexes rows by a key. */
export function by<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}
