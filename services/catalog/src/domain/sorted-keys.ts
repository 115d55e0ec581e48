/** Past every text that begins like the text before it. */
const PAST_ALL = '\uffff';
/** So few new rows are put in one by one; more are sorted and merged. */
const ONE_BY_ONE = 16;

/** Rows in the order of their keys, which differ; by code units. */
export class SortedKeys<Row extends { readonly key: string }> {
  private rows: Row[] = [];
  private added: Row[] = [];

  /** Adds a row with a key that it does not have. */
  add(row: Row): void {
    this.added.push(row);
  }

  /** Takes the row of a key away. */
  remove(key: string): void {
    const all = this.all();
    const at = lowerBound(all, key);
    if (all[at]?.key === key) all.splice(at, 1);
  }

  /** All rows, in order. */
  all(): Row[] {
    if (this.added.length === 0) return this.rows;
    const added = this.added.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    this.added = [];
    if (added.length > ONE_BY_ONE) this.rows = merged(this.rows, added);
    else for (const row of added) this.rows.splice(lowerBound(this.rows, row.key), 0, row);
    return this.rows;
  }

  /** Where the rows begin and end whose keys begin with a prefix. */
  range(prefix: string): readonly [from: number, to: number] {
    const all = this.all();
    const from = lowerBound(all, prefix);
    return [from, lowerBound(all, prefix + PAST_ALL, from)];
  }

  /** The different letters that follow a prefix. */
  lettersAfter(prefix: string): string[] {
    const all = this.all();
    const letters: string[] = [];
    const [from, to] = this.range(prefix);
    for (let at = from; at < to;) {
      const letter = all[at]!.key[prefix.length];
      if (letter === undefined) at += 1;
      else {
        letters.push(letter);
        at = lowerBound(all, prefix + letter + PAST_ALL, at, to);
      }
    }
    return letters;
  }
}

function merged<Row extends { readonly key: string }>(rows: readonly Row[], added: readonly Row[]): Row[] {
  const all: Row[] = [];
  let at = 0;
  for (const row of added) {
    while (at < rows.length && rows[at]!.key < row.key) all.push(rows[at++]!);
    all.push(row);
  }
  while (at < rows.length) all.push(rows[at++]!);
  return all;
}

/** The first place of a key among rows in order, or where it would be. */
export function lowerBound(rows: readonly { readonly key: string }[], key: string, from = 0, to = rows.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
