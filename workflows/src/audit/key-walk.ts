/** A range of ids: those with `after` < id ≤ `upTo`; without a bound it has no end on that side. */
export interface KeyRange {
  readonly after: string | undefined;
  readonly upTo: string | undefined;
}

/** What was read of a range: how many ids and the first of them; `next`, the last id that was read, where more follow in the range. */
export interface KeyPage {
  readonly count: number;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

/** A walk over all ids, range by range: `next` is the range to read, `took` says what it held. */
export interface Walk {
  next(): KeyRange | undefined;
  took(page: KeyPage): void;
}

/**
 * Walks over all ids in ranges that end where it is told, and after the last of these without a bound. For ids that begin with
 * days or numbers, of which one range holds few.
 */
export class SteppedWalk implements Walk {
  private readonly ends: readonly (string | undefined)[];
  private index = 0;
  private after: string | undefined;

  constructor(ends: readonly string[]) {
    this.ends = [...[...new Set(ends)].toSorted((a, b) => (a < b ? -1 : 1)), undefined];
  }

  next(): KeyRange | undefined {
    return this.index < this.ends.length ? { after: this.after, upTo: this.ends[this.index] } : undefined;
  }

  took({ next }: KeyPage): void {
    this.after = next ?? this.ends[this.index];
    if (next === undefined) this.index += 1;
  }
}

/** A part of the line of all ids, up to where the next one begins. Most of its ids are the prefix and a ULID. */
interface Segment {
  readonly prefix: string | undefined;
  readonly upTo: string | undefined;
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID_LENGTH = 26;
/** A ULID is 48 bits of milliseconds and 80 random bits. */
const RANDOM_BITS = 80n;
const FIRST_WIDTH = 3_600_000n << RANDOM_BITS;

/** The ULID of a number: 26 digits to base 32, which sort like the number. */
function ulidOf(position: bigint): string {
  let text = '';
  for (let rest = position; text.length < ULID_LENGTH; rest >>= 5n) text = DIGITS[Number(rest & 31n)] + text;
  return text;
}

/** The first id of a prefix that a moment, milliseconds since 1970, may give. */
export function firstIdAt(prefix: string, ms: number): string {
  return `${prefix}${ulidOf(BigInt(Math.max(0, ms)) << RANDOM_BITS)}`;
}

/** The number of the ULID at the start of a text; undefined where none stands there. */
function positionOf(text: string): bigint | undefined {
  if (text.length < ULID_LENGTH) return undefined;
  let position = 0n;
  for (const letter of text.slice(0, ULID_LENGTH)) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0) return undefined;
    position = (position << 5n) + BigInt(digit);
  }
  return position;
}

/**
 * Walks over all ids in ranges with two bounds, so that a database reads no more than a page for each. Most ids begin with
 * one of the prefixes and go on with a ULID of the expected time; how far a range goes follows from what the last one held.
 * Ids of any other form are in the first or last range of a prefix, so none is left out.
 */
export class KeyWalk implements Walk {
  private readonly segments: readonly Segment[];
  private readonly start: bigint;
  private readonly end: bigint;
  private index = 0;
  private after: string | undefined;
  private width = FIRST_WIDTH;

  /** Ids are expected between `fromMs` and `toMs`, milliseconds since 1970; about `rows` are wanted in a page. */
  constructor(
    prefixes: readonly string[],
    fromMs: number,
    toMs: number,
    private readonly rows: number,
  ) {
    this.start = BigInt(Math.max(0, fromMs)) << RANDOM_BITS;
    this.end = BigInt(toMs) << RANDOM_BITS;
    const sorted = prefixes.toSorted();
    const ends = [...sorted.slice(1).map((prefix) => `${prefix}${ulidOf(this.start)}`), undefined];
    this.segments = ends.map((upTo, index) => ({ prefix: sorted[index], upTo }));
  }

  /** The range to read next; undefined when all ids were walked over. */
  next(): KeyRange | undefined {
    const segment = this.segments[this.index];
    return segment && { after: this.after, upTo: this.upToIn(segment) };
  }

  /** Takes what the range held and moves on. */
  took({ count, first, next }: KeyPage): void {
    const range = this.next();
    const segment = this.segments[this.index];
    if (!range || !segment) return;
    if (next !== undefined) {
      this.narrow(segment.prefix, first ?? next, next);
      this.after = next;
      return;
    }
    this.after = range.upTo;
    if (range.upTo === segment.upTo) {
      this.index += 1;
      this.width = FIRST_WIDTH;
    } else if (count * 8 < this.rows) this.width *= 8n;
    else if (count * 2 < this.rows) this.width *= 2n;
  }

  private upToIn({ prefix, upTo }: Segment): string | undefined {
    if (prefix === undefined) return upTo;
    const to = this.positionIn(prefix, this.after ?? '') + this.width;
    return to < this.end ? `${prefix}${ulidOf(to)}` : upTo;
  }

  /** Where an id stands among those of a prefix; an id of another form stands before or after all of them. */
  private positionIn(prefix: string, id: string): bigint {
    if (id < prefix) return this.start;
    return (id.startsWith(prefix) ? positionOf(id.slice(prefix.length)) : undefined) ?? this.end;
  }

  /** After a full page the next range is as wide as the ids of this one lie apart. */
  private narrow(prefix: string | undefined, first: string, last: string): void {
    if (prefix === undefined) return;
    const apart = this.positionIn(prefix, last) - this.positionIn(prefix, first);
    this.width = apart > 0n && apart < this.width ? apart : this.width / 2n || 1n;
  }
}
