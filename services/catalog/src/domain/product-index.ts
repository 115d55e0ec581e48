import { nameKeyOf, searchWords, wordsOf, type ProductState } from '@comptoir/contracts';
import type { Product } from './records.js';
import { wordsOfProduct } from './search-keys.js';
import { lowerBound, SortedKeys } from './sorted-keys.js';
import { isForgiving, nearPrefixes } from './typing-error.js';

/** What of a product its search needs. */
export type IndexedProduct = Pick<
  Product,
  | '_id'
  | 'revision'
  | 'name'
  | 'sku'
  | 'barcodes'
  | 'brand'
  | 'categoryId'
  | 'archivedAt'
  | 'variantOptions'
  | 'variantOf'
>;

/** Which products are looked for, and where the page begins. */
export interface ProductsWanted {
  readonly text?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly state: ProductState;
  /** Leaves out variants whose parent fits too. */
  readonly grouped?: boolean | undefined;
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

/** A product; its key is its place in the list of all by name, and begins with a space and the first word of the name. */
interface Entry {
  readonly number: number;
  readonly product: IndexedProduct;
  readonly key: string;
  /** Words of the name. */
  readonly length: number;
}

/** A word and the numbers of its products; most words are on one. */
interface Posting {
  readonly key: string;
  numbers: number | number[];
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
  private readonly words = new SortedKeys<Posting>();
  private readonly postings = new Map<string, Posting>();
  private readonly names = new SortedKeys<Entry>();
  private readonly brandCounts = new Map<string, number>();

  /** Takes a product in, in place of an older revision of it. */
  put(product: IndexedProduct): void {
    const number = this.numbers.get(product._id) ?? this.entries.length;
    const before = this.entries[number];
    if (before && before.product.revision >= product.revision) return;
    const entry = { number, product, key: nameKeyOf(product), length: searchWords(product.name).length };
    const [words, wordsBefore] = [wordsOfProduct(product), before ? wordsOfProduct(before.product) : []];
    for (const word of wordsBefore) if (!words.includes(word)) this.removeWord(word, number);
    for (const word of words) if (!wordsBefore.includes(word)) this.addWord(word, number);
    if (before) this.names.remove(before.key);
    this.names.add(entry);
    if (before?.product.brand !== undefined) this.countBrand(before.product.brand, -1);
    if (product.brand !== undefined) this.countBrand(product.brand, 1);
    this.numbers.set(product._id, number);
    this.entries[number] = entry;
  }

  /** Puts what was taken in into its order; a search does it too, for all that has come since. */
  settle(): void {
    this.words.all();
    this.names.all();
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

  private removeWord(word: string, number: number): void {
    const posting = this.postings.get(word)!;
    posting.numbers = numbersOf(posting).filter((one) => one !== number);
  }

  private addWord(word: string, number: number): void {
    const posting = this.postings.get(word);
    if (!posting) {
      const first = { key: word, numbers: number };
      this.postings.set(word, first);
      this.words.add(first);
    } else if (typeof posting.numbers === 'number') posting.numbers = [posting.numbers, number];
    else posting.numbers.push(number);
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
    const whole = this.postings.get(typed);
    if (whole) for (const number of numbersOf(whole)) marks[number] = WHOLE;
    return marks;
  }

  private markNear(typed: string, marks: Uint8Array): void {
    for (const prefix of nearPrefixes(typed, this.words)) this.mark(prefix, marks, NEAR);
  }

  private mark(prefix: string, marks: Uint8Array, as: number): void {
    const [from, to] = this.words.range(prefix);
    const words = this.words.all();
    for (let at = from; at < to; at += 1) {
      const { numbers } = words[at]!;
      if (typeof numbers !== 'number') {
        for (const number of numbers) if (marks[number]! < as) marks[number] = as;
      } else if (marks[numbers]! < as) marks[numbers] = as;
    }
  }

  /** Whether a product is a variant whose parent is found in its place; a whole code finds the variant itself. */
  private isGrouped({ product }: Entry, { grouped, text = '' }: ProductsWanted): boolean {
    const { variantOf, sku, barcodes } = product;
    if (!grouped || !variantOf) return false;
    const code = searchWords(text).join('');
    if ([sku, ...barcodes].some((one) => searchWords(one).join('') === code)) return false;
    const parent = this.entries[this.numbers.get(variantOf.productId) ?? -1];
    if (!parent) return false;
    const words = wordsOfProduct(parent.product);
    return wordsOf(text).every((typed) => words.some((word) => word.startsWith(typed)));
  }

  private isWanted(entry: Entry, wanted: ProductsWanted): boolean {
    const { product } = entry;
    const { categoryId, state } = wanted;
    if (this.isGrouped(entry, wanted)) return false;
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
    const [first] = marks;
    for (let number = 0; number < this.entries.length; number += 1) {
      if (first![number] === NOT && joined[number] === NOT) continue;
      const entry = this.entries[number]!;
      const fit = fitOf(entry, typed, marks, joined);
      if (fit === undefined || !this.isWanted(entry, wanted)) continue;
      const { key, product } = entry;
      if (wanted.after && !isBefore(wanted.after, { fit, key })) continue;
      keepBest(best, { fit, key, productId: product._id, isWithError: fit >= ERROR }, wanted.limit);
    }
    return best;
  }

  private byName(wanted: ProductsWanted): Hit[] {
    const entries = this.names.all();
    const found: Hit[] = [];
    const from = wanted.after ? lowerBound(entries, `${wanted.after.key}\u0000`) : 0;
    for (let at = from; at < entries.length && found.length < wanted.limit; at += 1) {
      const entry = entries[at]!;
      if (this.isWanted(entry, wanted))
        found.push({ fit: 0, key: entry.key, productId: entry.product._id, isWithError: false });
    }
    return found;
  }
}

function numbersOf({ numbers }: Posting): readonly number[] {
  return typeof numbers === 'number' ? [numbers] : numbers;
}

/** How well a product fits, less is better; undefined where it does not, or has two errors. */
function fitOf(
  { number, key, length }: Entry,
  typed: readonly string[],
  marks: readonly Uint8Array[],
  joined: Uint8Array,
): number | undefined {
  const asOne = joined[number]!;
  let [errors, begun] = [0, 0];
  for (const one of marks) {
    const mark = one[number]!;
    if (mark === NOT) errors += 2;
    else if (mark === NEAR) errors += 1;
    if (mark < WHOLE) begun += 1;
  }
  if (asOne !== NOT && errors > 0) [errors, begun] = [0, typed.length];
  if (errors > 1) return undefined;
  const isStart = typed.some((word) => key.startsWith(word, 1));
  return (
    errors * ERROR +
    (asOne === WHOLE ? 0 : NO_EXACT) +
    Math.min(begun, MOST_BEGUN) * ONE_BEGUN +
    (isStart ? 0 : OTHER_START) +
    Math.min(length, MOST_WORDS)
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
