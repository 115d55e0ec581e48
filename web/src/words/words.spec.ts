import { describe, expect, test } from '@jest/globals';
import { en } from './en.js';
import { fr } from './fr.js';

const valuesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();

describe('the catalogues', () => {
  test('have the same messages, none empty', () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted());
    expect([...Object.values(en), ...Object.values(fr)].filter((text) => text.trim() === '')).toEqual([]);
  });

  test('ask for the same values in both languages', () => {
    for (const [word, text] of Object.entries(en))
      expect([word, valuesOf(fr[word as keyof typeof en])]).toEqual([word, valuesOf(text)]);
  });
});
