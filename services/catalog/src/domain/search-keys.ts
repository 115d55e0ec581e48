import { searchWords } from '@comptoir/contracts';
/** Key under which a SKU is unique: case does not tell two products apart. */
export function skuKeyOf(sku: string): string {
  return sku.toLowerCase();
}

/** Longest part of a word or name that a key holds: keys are cursors too, and a cursor is short. */
const LONGEST = 60;

function lettersOf(text: string): string[] {
  return searchWords(text).map((word) => word.slice(0, LONGEST));
}

/** The different words of a text, normalized, sorted. */
export function wordsOf(text: string): string[] {
  return [...new Set(lettersOf(text))].sort();
}

/** Past every text that begins like the text before it. */
const PAST_ALL = '\u{10FFFF}';
/** Keys of the list of all products by name begin with a space, keys of words never do. */
const BY_NAME = ' ';
const STEPS = ['/', ...Array.from('0123456789abcdefghijklmnopqrstuvwxyz')];

/** Keys a product is found under: one a word of its name, and one for the list by name. */
export function searchKeysOf(product: { readonly _id: string; readonly name: string }): string[] {
  const words = wordsOf(product.name);
  const name = lettersOf(product.name).join(' ').slice(0, LONGEST);
  return [...words, `${BY_NAME}${name}`].map((start) => `${start}/${product._id}`);
}

/** What to look for: keys that begin with `prefix`, of products in whose name every word of `words` starts a word. */
export interface Search {
  readonly prefix: string;
  readonly words: readonly string[];
}

/** The search behind a typed text, driven by its longest word; without text, all by name. Undefined when no word was typed. */
export function searchOf(text: string | undefined): Search | undefined {
  if (text === undefined) return { prefix: BY_NAME, words: [] };
  const words = wordsOf(text);
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  return longest === '' ? undefined : { prefix: longest, words };
}

/** A range of keys: from (inclusive) to (exclusive). */
export type KeyRange = readonly [from: string, to: string];

/**
 * The ranges that hold a prefix's keys after `after`, in order. A short prefix is cut into one range a following letter:
 * a page then reads a few of them and not a tenth of the catalog (no limit is pushed down on the stand-in).
 */
export function rangesOf(prefix: string, after?: string): KeyRange[] {
  const starts = prefix.length < 3 ? STEPS.map((step) => prefix + step) : [];
  const bounds = [prefix, ...starts, prefix + PAST_ALL];
  const from = after === undefined ? prefix : `${after}\u0000`;
  return bounds.slice(1).flatMap((to, index): KeyRange[] => {
    const begin = bounds[index]! < from ? from : bounds[index]!;
    return begin < to ? [[begin, to]] : [];
  });
}

/** Is this key the one under which the search shows the product? A product with two fitting words is shown once. */
export function isShown(search: Search, key: string, wordsOfName: readonly string[]): boolean {
  if (!search.words.every((typed) => wordsOfName.some((word) => word.startsWith(typed)))) return false;
  if (search.prefix === BY_NAME) return true;
  const first = wordsOfName.find((word) => word.startsWith(search.prefix));
  return first !== undefined && key.startsWith(`${first}/`);
}
