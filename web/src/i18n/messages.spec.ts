import { describe, expect, test } from '@jest/globals';
import * as contracts from '@comptoir/contracts';
import { en } from './en.js';
import { fr } from './fr.js';
import { officeEn } from './office-en.js';
import { officeFr } from './office-fr.js';

const valuesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();

describe.each([
  { name: 'of every page', en, fr },
  { name: 'of the office', en: officeEn, fr: officeFr },
])('the catalogues $name', ({ en, fr }: { en: Record<string, string>; fr: Record<string, string> }) => {
  test('have the same messages, none empty', () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
    expect([...Object.values(en), ...Object.values(fr)].filter((text) => text.trim() === '')).toEqual([]);
  });

  test('use the same values in both languages', () => {
    for (const [key, text] of Object.entries(en)) expect([key, valuesOf(fr[key] ?? '')]).toEqual([key, valuesOf(text)]);
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
