import { endingPrefix, isShown, searchKeysOf, searchOf, wordsOf } from './search-keys.js';
import { searchWords } from './search-text.js';

/** How customers and suppliers are found: by words of the name in any order, by phone or its last digits, by their numbers. */

/** What a record is found by. */
export interface Contact {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly identifiers: readonly { readonly value: string }[];
}

/** A search key with what searches look at. */
export interface ContactKey {
  readonly _id: string;
  readonly words: readonly string[];
  /** Phone numbers, digits only. */
  readonly numbers: readonly string[];
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
const joined = (text: string): string => searchWords(text).join('');

/** The keys of a record, by the names, numbers and phones of all that it stands for. */
export function contactKeysOf(
  lead: { readonly _id: string; readonly name: string },
  contacts: readonly Contact[],
): ContactKey[] {
  const texts = contacts.flatMap(({ name, phone = '', email = '', identifiers }) => [
    name,
    email,
    joined(phone),
    ...identifiers.flatMap(({ value }) => [value, joined(value), digitsOf(value)]),
  ]);
  const words = wordsOf(texts.join(' '));
  const numbers = [
    ...new Set(contacts.map(({ phone = '' }) => digitsOf(phone)).filter((digits) => digits !== '')),
  ].sort();
  return searchKeysOf({ _id: lead._id, name: lead.name, words, numbers }).map((_id) => ({ _id, words, numbers }));
}

/** One way to understand what was typed: keys that begin with `prefix`, of records that fit; each shown under one key. */
export interface ContactSearch {
  readonly prefix: string;
  readonly fits: (key: ContactKey) => boolean;
  readonly shows: (key: ContactKey) => boolean;
}

/** Fewer digits than these end too many numbers. */
const FEWEST_LAST_DIGITS = 3;
/** So many digits at the end tell a number from nearly every other, with its country and without. */
const TELLING_DIGITS = 8;
/** From so many digits on, a text of several words is first looked for as one number. */
const DIGITS_OF_A_NUMBER = 5;

function byWords(text: string): ContactSearch[] {
  const search = searchOf(text);
  if (!search) return [];
  const fits = ({ words }: ContactKey): boolean =>
    search.words.every((typed) => words.some((word) => word.startsWith(typed)));
  return [{ prefix: search.prefix, fits, shows: ({ _id, words }) => isShown(search, _id, words) }];
}

/** Whether a number is the one typed: typed as its last digits, or whole, with the code of the country or with a 0. */
function endsLike(number: string, typed: string): boolean {
  const [bare, bareTyped] = [number.replace(/^0+/, ''), typed.replace(/^0+/, '')];
  return (
    number.endsWith(typed) || bare.endsWith(bareTyped) || (bare.length >= TELLING_DIGITS && bareTyped.endsWith(bare))
  );
}

function byLastDigits(typed: string): ContactSearch[] {
  if (typed.length < FEWEST_LAST_DIGITS) return [];
  const prefix = endingPrefix(typed.slice(-TELLING_DIGITS));
  const firstOf = ({ numbers }: ContactKey): string | undefined => numbers.find((one) => endsLike(one, typed));
  return [
    {
      prefix,
      fits: (key) => firstOf(key) !== undefined,
      shows: (key) => {
        const first = firstOf(key);
        return first !== undefined && key._id.startsWith(`${endingPrefix(first)}/`);
      },
    },
  ];
}

/** The ways to understand what was typed, one after the other; a record that several find belongs to the first of them. */
export function contactSearchesOf(text: string): ContactSearch[] {
  const typed = joined(text);
  if (/^\d+$/.test(typed)) return [...byWords(typed), ...byLastDigits(typed)];
  const isNumber = digitsOf(text).length >= DIGITS_OF_A_NUMBER && searchWords(text).length > 1;
  return [...(isNumber ? byWords(typed) : []), ...byWords(text)];
}
