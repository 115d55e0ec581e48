import { describe, expect, test } from '@jest/globals';
import { en } from './en.js';
import { fr } from './fr.js';

const valuesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();

describe('the catalogues', () => {
  test('have the same messages, none empty', () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
    expect([...Object.values(en), ...Object.values(fr)].filter((text) => text.trim() === '')).toEqual([]);
  });

  test('use the same values in both languages', () => {
    for (const [key, text] of Object.entries(en))
      expect([key, valuesOf(fr[key as keyof typeof en])]).toEqual([key, valuesOf(text)]);
  });
});
