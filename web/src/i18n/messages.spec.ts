import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as contracts from '@comptoir/contracts';
import { isArgumentElement, isPluralElement, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

type Catalogue = Readonly<Record<string, string>>;

const namesIn = (elements: readonly MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (isArgumentElement(element)) return [element.value];
    if (!isPluralElement(element)) return [];
    return [element.value, ...Object.values(element.options).flatMap(({ value }) => namesIn(value))];
  });
const valuesOf = (text: string, locale: string): string[] => [
  ...new Set(namesIn(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst())),
];

const here = import.meta.dirname;
const partsOf = (language: string): string[] => readdirSync(join(here, language)).toSorted();
const read = async (language: string, file: string): Promise<Catalogue> =>
  ((await import(join(here, language, file))) as { words: Catalogue }).words;
const readAll = async (language: string): Promise<[part: string, words: Catalogue][]> =>
  Promise.all(partsOf(language).map(async (file) => [file.replace('.ts', ''), await read(language, file)]));

const english = await readAll('en');
const french = new Map(await readAll('fr'));
const arabic = new Map(await readAll('ar'));
const every: Catalogue = Object.fromEntries(english.flatMap(([, words]) => Object.entries(words)));

test('every language has the same parts', () => {
  const parts = english.map(([part]) => part);
  expect(parts.length).toBeGreaterThan(10);
  expect([[...french.keys()], [...arabic.keys()]]).toEqual([parts, parts]);
});

describe.each(english)('the catalogues of the part %s', (part, en) => {
  const others = { fr: french.get(part) ?? {}, 'ar-DZ': arabic.get(part) ?? {} };
  test.each(Object.entries(others))(
    'in %s have the same messages, none empty, with the same values',
    (locale, other) => {
      expect(Object.keys(other).toSorted()).toEqual(Object.keys(en).toSorted());
      expect([...Object.values(en), ...Object.values(other)].filter((text) => text.trim() === '')).toEqual([]);
      for (const [key, text] of Object.entries(en))
        expect([key, valuesOf(other[key] ?? '', locale).toSorted()]).toEqual([key, valuesOf(text, 'en').toSorted()]);
    },
  );

  test('have no apostrophe that the format would take for its own', () => {
    const all = [en, ...Object.values(others)].flatMap((catalogue) => Object.values(catalogue));
    expect(all.filter((text) => text.includes("'"))).toEqual([]);
  });
});

test('no message is in two parts', () => {
  const keys = english.flatMap(([, words]) => Object.keys(words));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

/** Refusals that only services and sagas meet: no request of a person is answered with them. */
const BETWEEN_SERVICES = [
  'guarantee.exists',
  'guarantee.over-voided',
  'hold.not-open',
  'hold.unknown',
  'hold.voided',
  'invoice.correction-already-credited',
  'invoice.credited-too-much',
  'invoice.sale-already-invoiced',
  'invoice.totals-wrong',
  'order.exists',
  'order.quote-mismatch',
  'return.exists',
  'return.mismatch',
  'sale.exists',
];

test('every refusal that a person can meet has its message', () => {
  const errors = Object.entries(contracts)
    .filter(([name]) => name.endsWith('Errors'))
    .flatMap(([, defined]) => Object.values(defined as Readonly<Record<string, { readonly code: string }>>));
  expect(errors.length).toBeGreaterThan(50);
  const missing = errors.map(({ code }) => code).filter((code) => !(`problem.${code}` in every));
  expect([...new Set(missing)].toSorted()).toEqual(BETWEEN_SERVICES);
});
