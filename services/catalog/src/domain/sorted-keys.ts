/** Past every text that begins like the text before it. */
const PAST_ALL = '\uffff';
/** So many new keys are put in one by one; more are sorted together. */
const ONE_BY_ONE = 64;

/** Different texts in the order of their code units; a few are added at a time, or very many. */
export class SortedKeys {
  private keys: string[] = [];
  private added: string[] = [];

  /** Adds a key that it does not have. */
  add(key: string): void {
    this.added.push(key);
  }

  /** Takes a key away. */
  remove(key: string): void {
    const all = this.all();
    const at = lowerBound(all, key);
    if (all[at] === key) all.splice(at, 1);
  }

  /** All keys, in order. */
  all(): string[] {
    if (this.added.length === 0) return this.keys;
    const added = this.added;
    this.added = [];
    if (added.length > ONE_BY_ONE) this.keys = [...this.keys, ...added].toSorted(byCodeUnits);
    else for (const key of added) this.keys.splice(lowerBound(this.keys, key), 0, key);
    return this.keys;
  }

  /** Where the keys begin and end that begin with a prefix. */
  range(prefix: string): readonly [from: number, to: number] {
    const all = this.all();
    return [lowerBound(all, prefix), lowerBound(all, prefix + PAST_ALL)];
  }

  /** The different letters that follow a prefix. */
  lettersAfter(prefix: string): string[] {
    const all = this.all();
    const letters: string[] = [];
    const [from, to] = this.range(prefix);
    for (let at = from; at < to;) {
      const letter = all[at]![prefix.length];
      if (letter === undefined) at += 1;
      else {
        letters.push(letter);
        at = lowerBound(all, prefix + letter + PAST_ALL, at, to);
      }
    }
    return letters;
  }
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The first place of a key, or where it would be. */
export function lowerBound(keys: readonly string[], key: string, from = 0, to = keys.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
