import type { AuditBreak } from '@comptoir/contracts';

/** An equation that does not hold in one pass. It becomes a break when it shows the same difference again. */
export interface Suspect extends AuditBreak {
  /** Names the equation and the first record that it is about, the same in every pass. */
  readonly key: string;
  /** Left − right, as far as they can be subtracted; what moves while the shop sells shows another one in the next pass. */
  readonly difference: string;
  /** `<storeId>/<productId>`, where the equation is one of the stock of a product in a store. */
  readonly place?: string | undefined;
}

/** What the check of one invariant found in one pass. */
export interface Finding {
  readonly invariant: number;
  readonly title: string;
  readonly checked: number;
  readonly underWay: number;
  readonly suspects: readonly Suspect[];
  /** Both sides of the whole equation, where it has one. */
  readonly left?: unknown;
  readonly right?: unknown;
}

/** The difference of two sides: of numbers left − right, of lists and objects element by element, of anything else both sides. */
export function differenceOf(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length)
    return left.map((one, index) => differenceOf(one, right[index]));
  if (isRecord(left) && isRecord(right) && sameKeys(left, right))
    return Object.fromEntries(Object.keys(left).map((key) => [key, differenceOf(left[key], right[key])]));
  return left === right ? 'same' : [left ?? null, right ?? null];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameKeys(left: object, right: object): boolean {
  return JSON.stringify(Object.keys(left).sort()) === JSON.stringify(Object.keys(right).sort());
}

/** Collects what one invariant's check finds. */
export class Check {
  private checked = 0;
  private underWay = 0;
  private readonly found: Suspect[] = [];
  private place: string | undefined;
  private sides: { left?: unknown; right?: unknown } = {};

  constructor(
    private readonly invariant: number,
    private readonly title: string,
  ) {}

  /** The equations that follow are on the stock of this place, `<storeId>/<productId>`. */
  at(place: string | undefined): void {
    this.place = place;
  }

  /** One equation: a suspect when its sides differ. The message must not contain figures. */
  equal(message: string, left: unknown, right: unknown, ids: readonly string[]): void {
    this.holds(message, JSON.stringify(left) === JSON.stringify(right), left, right, ids);
  }

  /** One statement that must be true. */
  holds(
    message: string,
    holds: boolean,
    left: unknown,
    right: unknown,
    ids: readonly string[],
    difference = JSON.stringify(differenceOf(left, right)),
  ): void {
    this.checked += 1;
    if (holds) return;
    const { invariant, place } = this;
    this.found.push({
      invariant,
      place,
      message,
      left,
      right,
      ids: [...ids],
      key: `${invariant} ${message} ${ids[0] ?? ''}`,
      difference,
    });
  }

  /** One equation whose difference may only be something on its way: then it is counted as such. */
  equalUnless(
    onItsWay: boolean,
    message: string,
    left: unknown,
    right: unknown,
    ids: readonly string[],
    difference?: string,
  ): void {
    const equal = JSON.stringify(left) === JSON.stringify(right);
    if (onItsWay && !equal) this.skip();
    else this.holds(message, equal, left, right, ids, difference);
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
      suspects: this.found,
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
