import { compactIdentifier, type Identifier } from './identifiers.js';
import { normalizeText } from './kernel/search-text.js';

/** Whom a row of a file is about: by a number, else by name, and by the phone where both have one. */

/** What somebody is recognised by. */
export interface Recognisable {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly identifiers: readonly Identifier[];
}

/** A name as it is compared: case, accents and spaces aside. */
export function plainName(name: string): string {
  return normalizeText(name).trim().replaceAll(/\s+/g, ' ');
}

/** The digits of a phone number, without what leads to a country or out of a house. */
export function plainPhone(phone: string): string {
  return phone
    .replaceAll(/\D/g, '')
    .replace(/^(00|0)/, '')
    .slice(-9);
}

const numberKeyOf = ({ kind, value }: Identifier): string => `#${kind}/${compactIdentifier(value)}`;
const phoneKeyOf = (name: string, phone: string): string => `@${plainName(name)}/${plainPhone(phone)}`;
const nameKeyOf = (name: string): string => `=${plainName(name)}`;

/** The keys that a record is found by: its numbers, its name, and its name with its phone, or without one. */
export function recognitionKeysOf({ name = '', phone = '', identifiers }: Recognisable): string[] {
  return [...new Set([...identifiers.map(numberKeyOf), nameKeyOf(name), phoneKeyOf(name, phone)])];
}

/** The keys of whoever may be meant. With a phone, others of the same name are not looked at, however many there are. */
export function keysSought({ name = '', phone = '', identifiers }: Recognisable): string[] {
  const named =
    plainName(name) === ''
      ? []
      : plainPhone(phone) === ''
        ? [nameKeyOf(name)]
        : [phoneKeyOf(name, phone), phoneKeyOf(name, '')];
  return [...identifiers.map(numberKeyOf), ...named];
}

/**
 * Of records that were found by these keys, those that are meant: one, or several where the name alone does not tell. Who has
 * other numbers is somebody else of this name.
 */
export function meantOf<T extends Recognisable>(sought: Recognisable, found: readonly T[]): readonly T[] {
  for (const number of sought.identifiers) {
    const key = numberKeyOf(number);
    const owner = found.find((one) => one.identifiers.some((other) => numberKeyOf(other) === key));
    if (owner) return [owner];
  }
  const name = plainName(sought.name ?? '');
  const phone = plainPhone(sought.phone ?? '');
  if (name === '') return [];
  const named = found.filter(
    (one) =>
      plainName(one.name ?? '') === name &&
      (phone === '' || one.phone === undefined || plainPhone(one.phone) === phone) &&
      (sought.identifiers.length === 0 || one.identifiers.length === 0),
  );
  const best = phone === '' ? named : named.filter((one) => one.phone !== undefined);
  return best.length > 0 ? best : named;
}

/** Answers whom rows mean among records, each of which is looked at by its keys. */
export function recogniser<T extends Recognisable>(records: readonly T[]): (sought: Recognisable) => readonly T[] {
  const byKey = new Map<string, T[]>();
  for (const record of records)
    for (const key of recognitionKeysOf(record)) {
      const same = byKey.get(key);
      if (same) same.push(record);
      else byKey.set(key, [record]);
    }
  return (sought) => meantOf(sought, [...new Set(keysSought(sought).flatMap((key) => byKey.get(key) ?? []))]);
}
