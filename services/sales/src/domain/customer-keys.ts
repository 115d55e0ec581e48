import {
  endingPrefix,
  isShown,
  searchKeysOf,
  searchOf,
  searchWords,
  uniqueKeyOf,
  wordsOf,
  type Identifier,
} from '@comptoir/contracts';
import type { CustomerRecord, CustomerSearchKey } from './records.js';

/** The keys of the numbers that no other account may have. */
export function uniqueKeysOf(identifiers: readonly Identifier[]): string[] {
  return identifiers.flatMap((one) => uniqueKeyOf(one) ?? []);
}

type Named = Pick<CustomerRecord, 'name' | 'phone' | 'email' | 'identifiers'>;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
const joined = (text: string): string => searchWords(text).join('');

/** The keys of a customer, with what searches look at; an account is found by what the accounts merged into it are called, too. */
export function keysOfCustomer(
  lead: Pick<CustomerRecord, '_id' | 'kind' | 'name'>,
  accounts: readonly Named[],
): CustomerSearchKey[] {
  const texts = accounts.flatMap(({ name, phone = '', email = '', identifiers }) => [
    name,
    email,
    joined(phone),
    ...identifiers.flatMap(({ value }) => [value, joined(value), digitsOf(value)]),
  ]);
  const words = wordsOf(texts.join(' '));
  const numbers = [
    ...new Set(accounts.map(({ phone = '' }) => digitsOf(phone)).filter((digits) => digits !== '')),
  ].sort();
  const { _id: customerId, kind, name } = lead;
  return searchKeysOf({ _id: customerId, name, words, numbers }).map((key) => ({
    _id: key,
    key,
    customerId,
    kind,
    words,
    numbers,
  }));
}

/** One way to understand what was typed: keys that begin with `prefix`, of customers that fit; each shown under one key. */
export interface CustomerSearch {
  readonly prefix: string;
  readonly fits: (key: CustomerSearchKey) => boolean;
  readonly shows: (key: CustomerSearchKey) => boolean;
}

/** Fewer digits than these end too many numbers. */
const FEWEST_LAST_DIGITS = 3;
/** So many digits at the end tell a number from nearly every other, with its country and without. */
const TELLING_DIGITS = 8;
/** From so many digits on, a text of several words is first looked for as one number. */
const DIGITS_OF_A_NUMBER = 5;

function byWords(text: string): CustomerSearch[] {
  const search = searchOf(text);
  if (!search) return [];
  const fits = ({ words }: CustomerSearchKey): boolean =>
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

function byLastDigits(typed: string): CustomerSearch[] {
  if (typed.length < FEWEST_LAST_DIGITS) return [];
  const prefix = endingPrefix(typed.slice(-TELLING_DIGITS));
  const firstOf = ({ numbers }: CustomerSearchKey): string | undefined => numbers.find((one) => endsLike(one, typed));
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

/** The ways to understand what was typed, one after the other; a customer that several find belongs to the first of them. */
export function searchesOf(text: string): CustomerSearch[] {
  const typed = joined(text);
  if (/^\d+$/.test(typed)) return [...byWords(typed), ...byLastDigits(typed)];
  const isNumber = digitsOf(text).length >= DIGITS_OF_A_NUMBER && searchWords(text).length > 1;
  return [...(isNumber ? byWords(typed) : []), ...byWords(text)];
}

/** What was typed as the number of a document, or how it begins; undefined where it cannot be one. */
export function documentTyped(text: string): string | undefined {
  const number = text.trim().toUpperCase();
  return /^[A-Z0-9]{1,8}(-[A-Z0-9]+){2,}$/.test(number) ? number : undefined;
}
