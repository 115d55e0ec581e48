import { searchWords } from './search-text.js';

/** Search keys: a record a word, `<word>/<id>`, so that a range of keys answers the start of any word, on every database. */

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
/** Keys of the list of all records by name begin with a space, keys of words never do. */
const BY_NAME = ' ';
/** Keys of words from their last letter to their first. */
const BACKWARDS = '<';
const STEPS = ['/', ...Array.from('0123456789abcdefghijklmnopqrstuvwxyz')];

function backwards(word: string): string {
  return Array.from(word).toReversed().join('');
}

/** What a record is found by: its id, its name, and the different words of all it is found by (see wordsOf). */
export interface Findable {
  readonly _id: string;
  readonly name: string;
  readonly words: readonly string[];
  /** Numbers, digits only, that are found by their last digits too. */
  readonly numbers?: readonly string[];
}

/** Keys a record is found under: one a word, and one a longer word of its name and a number, each read backwards. */
export function searchKeysOf({ _id, name, words, numbers = [] }: Findable): string[] {
  const forgiving = wordsOf(name).filter(isForgiving);
  const starts = [...words, ...[...forgiving, ...numbers].map((word) => BACKWARDS + backwards(word))];
  return [...new Set(starts)].map((start) => `${start}/${_id}`);
}

/** The key of a record in the list of all by name. */
export function nameKeyOf({ _id, name }: Pick<Findable, '_id' | 'name'>): string {
  return `${BY_NAME}${lettersOf(name).join(' ').slice(0, LONGEST)}/${_id}`;
}

/** The prefix of the keys of numbers that end with these digits. */
export function endingPrefix(digits: string): string {
  return BACKWARDS + backwards(digits);
}

/** What to look for: keys that begin with `prefix`, of records of which every word of `words` starts a word. */
export interface Search {
  readonly prefix: string;
  readonly words: readonly string[];
}

function longestOf(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best), '');
}

/** The search behind a typed text, driven by its longest word; without text, all by name. Undefined when no word was typed. */
export function searchOf(text: string | undefined): Search | undefined {
  if (text === undefined) return { prefix: BY_NAME, words: [] };
  const words = wordsOf(text);
  const longest = longestOf(words);
  return longest === '' ? undefined : { prefix: longest, words };
}

/** A range of keys: from (inclusive) to (exclusive). */
export type KeyRange = readonly [from: string, to: string];

/**
 * The ranges that hold a prefix's keys after `after`, in order. A short prefix is cut into one range a following letter:
 * a page then reads a few of them and not a tenth of all keys (no limit is pushed down on the stand-in).
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

/** Is this key the one under which the search shows the record? A record with two fitting words is shown once. */
export function isShown(search: Search, key: string, wordsOfKey: readonly string[]): boolean {
  if (!search.words.every((typed) => wordsOfKey.some((word) => word.startsWith(typed)))) return false;
  if (search.prefix === BY_NAME) return true;
  const first = wordsOfKey.find((word) => word.startsWith(search.prefix));
  return first !== undefined && key.startsWith(`${first}/`);
}

/** Shortest word in which a typing error is forgiven. */
const SHORTEST_FORGIVING = 4;

/** Whether an error in this word is forgiven: in a code or a number it is another code or number. */
function isForgiving(word: string): boolean {
  return word.length >= SHORTEST_FORGIVING && /^\p{L}+$/u.test(word);
}

/**
 * The key prefixes under which a text with one typing error is found: an error in the longest word leaves either its
 * first letters or its last ones as they are. Undefined when no error is forgiven in that word.
 */
export function nearSearchOf(text: string): { prefixes: readonly string[]; words: readonly string[] } | undefined {
  const words = wordsOf(text);
  const longest = longestOf(words);
  if (!isForgiving(longest)) return undefined;
  const [first, last] = [Math.floor(longest.length / 2), Math.max(2, Math.floor((longest.length - 1) / 2))];
  return { prefixes: [longest.slice(0, first), BACKWARDS + backwards(longest).slice(0, last)], words };
}

/** Whether two words are equal but for one letter too many, missing or wrong, or for two letters swapped. */
function isOneErrorAway(one: string, other: string): boolean {
  let [begin, ends] = [0, 0];
  const rest = Math.min(one.length, other.length);
  while (begin < rest && one[begin] === other[begin]) begin += 1;
  while (ends < rest - begin && one.at(-1 - ends) === other.at(-1 - ends)) ends += 1;
  const [left, right] = [one.slice(begin, one.length - ends), other.slice(begin, other.length - ends)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === backwards(right));
}

/** Whether every typed word starts one of the words, one of them perhaps with one typing error. */
export function isNear(typedWords: readonly string[], words: readonly string[]): boolean {
  const wrong = typedWords.filter((typed) => !words.some((word) => word.startsWith(typed)));
  const [typed] = wrong;
  if (typed === undefined) return true;
  const { length } = typed;
  const starts = (word: string): string[] => [length - 1, length, length + 1].map((letters) => word.slice(0, letters));
  return (
    wrong.length === 1 &&
    isForgiving(typed) &&
    words.some((word) => starts(word).some((start) => isOneErrorAway(typed, start)))
  );
}
