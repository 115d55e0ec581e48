import { describe, expect, test } from '@jest/globals';
import * as contracts from '@comptoir/contracts';
import { isArgumentElement, isPluralElement, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { ar } from './ar.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { officeAr } from './office-ar.js';
import { officeEn } from './office-en.js';
import { officeFr } from './office-fr.js';

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

describe.each<{ name: string; en: Catalogue; others: Readonly<Record<string, Catalogue>> }>([
  { name: 'of every page', en, others: { fr, 'ar-DZ': ar } },
  { name: 'of the office', en: officeEn, others: { fr: officeFr, 'ar-DZ': officeAr } },
])('the catalogues $name', ({ en, others }) => {
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

test('no message is in two catalogues', () => {
  expect(Object.keys(officeEn).filter((key) => key in en)).toEqual([]);
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
  const missing = errors.map(({ code }) => code).filter((code) => !(`problem.${code}` in { ...en, ...officeEn }));
  expect([...new Set(missing)].toSorted()).toEqual(BETWEEN_SERVICES);
});
