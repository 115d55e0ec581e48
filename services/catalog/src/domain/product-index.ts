import { nameKeyOf, searchWords, wordsOf, type ProductState } from '@comptoir/contracts';
import type { Product } from './records.js';
import { wordsOfProduct } from './search-keys.js';
import { lowerBound, SortedKeys } from './sorted-keys.js';
import { isForgiving, nearPrefixes } from './typing-error.js';

/** What of a product its search needs. */
export type IndexedProduct = Pick<
  Product,
  '_id' | 'revision' | 'name' | 'sku' | 'barcodes' | 'brand' | 'categoryId' | 'archivedAt'
>;

/** Which products are looked for, and where the page begins. */
export interface ProductsWanted {
  readonly text?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly state: ProductState;
  /** The place of the last product of the page before. */
  readonly after?: Place | undefined;
  readonly limit: number;
}

/** Where a product stands among those found: by how well it fits (less is better), then by its name. */
export interface Place {
  readonly fit: number;
  readonly key: string;
}

/** A product found. */
export interface Hit extends Place {
  readonly productId: string;
  readonly isWithError: boolean;
}

interface Entry {
  readonly product: IndexedProduct;
  readonly key: string;
  readonly words: readonly string[];
  readonly nameWords: readonly string[];
}

/** How a word of a product fits a typed one: not, with a typing error, as its beginning, as a whole. */
const [NOT, NEAR, BEGUN, WHOLE] = [0, 1, 2, 3] as const;
/** Weights of a fit, worst last: an error, then a text that is no whole code or name, words only begun, a name that begins otherwise, words of the name. */
const [ERROR, NO_EXACT, ONE_BEGUN, OTHER_START] = [1 << 15, 1 << 14, 1 << 9, 1 << 8] as const;
const MOST_BEGUN = 31;
const MOST_WORDS = 255;

/**
 * The words of all products, to find them by what a person typed. It is made from records and can be made again at any time;
 * nothing is decided by it.
 */
export class ProductIndex {
  private readonly numbers = new Map<string, number>();
  private readonly entries: Entry[] = [];
  private readonly words = new SortedKeys();
  private readonly postings = new Map<string, number[]>();
  private readonly names = new SortedKeys();
  private readonly byKey = new Map<string, number>();
  private readonly brandCounts = new Map<string, number>();

  /** Takes a product in, in place of an older revision of it. */
  put(product: IndexedProduct): void {
    const number = this.numbers.get(product._id) ?? this.entries.length;
    const before = this.entries[number];
    if (before && before.product.revision >= product.revision) return;
    const entry = entryOf(product);
    if (before) this.remove(before, number, entry);
    this.numbers.set(product._id, number);
    this.entries[number] = entry;
    for (const word of entry.words) if (!before?.words.includes(word)) this.addWord(word, number);
    if (before?.key !== entry.key) {
      this.names.add(entry.key);
      this.byKey.set(entry.key, number);
    }
    if (product.brand !== undefined) this.countBrand(product.brand, 1);
  }

  /** The revision of a product that it has. */
  revisionOf(productId: string): number {
    const number = this.numbers.get(productId);
    return number === undefined ? 0 : this.entries[number]!.product.revision;
  }

  /** Products in their order, up to the limit: by how well they fit the text; without one, by name. */
  search(wanted: ProductsWanted): Hit[] {
    const { text } = wanted;
    if (text === undefined) return this.byName(wanted);
    const typed = wordsOf(text);
    if (typed.length === 0) return [];
    const marks = typed.map((word) => this.marksOf(word));
    const joined = this.marksOf(searchWords(text).join(''));
    const found = this.best(wanted, typed, marks, joined);
    if (found.length >= wanted.limit || !typed.some(isForgiving)) return found;
    for (const [at, word] of typed.entries()) if (isForgiving(word)) this.markNear(word, marks[at]!);
    return this.best(wanted, typed, marks, joined);
  }

  /** Brands of which a word begins so, those of most products first. */
  brands(text: string | undefined, limit: number): { brand: string; products: number }[] {
    const typed = text === undefined ? [] : wordsOf(text);
    return [...this.brandCounts]
      .filter(([brand]) => typed.every((one) => searchWords(brand).some((word) => word.startsWith(one))))
      .toSorted(([one, most], [other, fewer]) => fewer - most || (one < other ? -1 : 1))
      .slice(0, limit)
      .map(([brand, products]) => ({ brand, products }));
  }

  /** Takes away what an entry has and the next one of its product has not. */
  private remove({ product, key, words }: Entry, number: number, next: Entry): void {
    for (const word of words) {
      if (next.words.includes(word)) continue;
      const numbers = this.postings.get(word)!;
      numbers.splice(numbers.indexOf(number), 1);
    }
    if (key !== next.key) {
      this.names.remove(key);
      this.byKey.delete(key);
    }
    if (product.brand !== undefined) this.countBrand(product.brand, -1);
  }

  private addWord(word: string, number: number): void {
    const numbers = this.postings.get(word);
    if (numbers) numbers.push(number);
    else {
      this.postings.set(word, [number]);
      this.words.add(word);
    }
  }

  private countBrand(brand: string, by: number): void {
    const products = (this.brandCounts.get(brand) ?? 0) + by;
    if (products === 0) this.brandCounts.delete(brand);
    else this.brandCounts.set(brand, products);
  }

  /** How well the words of each product fit a typed word, without an error. */
  private marksOf(typed: string): Uint8Array {
    const marks = new Uint8Array(this.entries.length);
    this.mark(typed, marks, BEGUN);
    for (const number of this.postings.get(typed) ?? []) marks[number] = WHOLE;
    return marks;
  }

  private markNear(typed: string, marks: Uint8Array): void {
    for (const prefix of nearPrefixes(typed, this.words)) this.mark(prefix, marks, NEAR);
  }

  private mark(prefix: string, marks: Uint8Array, as: number): void {
    const [from, to] = this.words.range(prefix);
    const words = this.words.all();
    for (let at = from; at < to; at += 1)
      for (const number of this.postings.get(words[at]!)!) if (marks[number]! < as) marks[number] = as;
  }

  private isWanted({ product }: Entry, { categoryId, state }: ProductsWanted): boolean {
    if (categoryId !== undefined && product.categoryId !== categoryId) return false;
    return state === 'any' || (state === 'archived') === (product.archivedAt !== undefined);
  }

  private best(
    wanted: ProductsWanted,
    typed: readonly string[],
    marks: readonly Uint8Array[],
    joined: Uint8Array,
  ): Hit[] {
    const best: Hit[] = [];
    for (const [number, entry] of this.entries.entries()) {
      const fit = fitOf(entry, typed, marks, joined, number);
      if (fit === undefined || !this.isWanted(entry, wanted)) continue;
      const hit = { fit, key: entry.key, productId: entry.product._id, isWithError: fit >= ERROR };
      if (wanted.after && !isBefore(wanted.after, hit)) continue;
      keepBest(best, hit, wanted.limit);
    }
    return best;
  }

  private byName(wanted: ProductsWanted): Hit[] {
    const keys = this.names.all();
    const found: Hit[] = [];
    const from = wanted.after ? lowerBound(keys, `${wanted.after.key}\u0000`) : 0;
    for (let at = from; at < keys.length && found.length < wanted.limit; at += 1) {
      const key = keys[at]!;
      const entry = this.entries[this.byKey.get(key)!]!;
      if (this.isWanted(entry, wanted)) found.push({ fit: 0, key, productId: entry.product._id, isWithError: false });
    }
    return found;
  }
}

function entryOf(product: IndexedProduct): Entry {
  const nameWords = searchWords(product.name);
  return { product, key: nameKeyOf(product), words: wordsOfProduct(product), nameWords };
}

/** How well a product fits, less is better; undefined where it does not, or has two errors. */
function fitOf(
  { nameWords }: Entry,
  typed: readonly string[],
  marks: readonly Uint8Array[],
  joined: Uint8Array,
  number: number,
): number | undefined {
  const asOne = joined[number]!;
  let [errors, begun] = [0, 0];
  for (const one of marks) {
    const mark = one[number]!;
    if (mark === NOT) errors = 2;
    else if (mark === NEAR) errors += 1;
    if (mark < WHOLE) begun += 1;
    if (errors > 1 && asOne === NOT) return undefined;
  }
  if (asOne !== NOT && errors > 0) [errors, begun] = [0, typed.length];
  if (errors > 1) return undefined;
  const isStart = typed.some((word) => nameWords[0]?.startsWith(word));
  return (
    errors * ERROR +
    (asOne === WHOLE ? 0 : NO_EXACT) +
    Math.min(begun, MOST_BEGUN) * ONE_BEGUN +
    (isStart ? 0 : OTHER_START) +
    Math.min(nameWords.length, MOST_WORDS)
  );
}

function isBefore(one: Place, other: Place): boolean {
  return one.fit < other.fit || (one.fit === other.fit && one.key < other.key);
}

/** Puts a hit in its place among the best so far. */
function keepBest(best: Hit[], hit: Hit, limit: number): void {
  if (best.length === limit && !isBefore(hit, best[limit - 1]!)) return;
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(best[middle]!, hit)) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, hit);
  if (best.length > limit) best.pop();
}

/** A place as the cursor of a page. */
export function cursorOf({ fit, key }: Place): string {
  return `${fit}~${key}`;
}

/** The place that a cursor names; undefined where it names none. */
export function placeOf(cursor: string): Place | undefined {
  const [, fit, key] = /^(\d{1,6})~(.+)$/u.exec(cursor) ?? [];
  return fit === undefined || key === undefined ? undefined : { fit: Number(fit), key };
}
