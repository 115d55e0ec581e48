import { expect, test } from '@jest/globals';
import { footContent, pageRule } from './page-rule.js';

test('a slip is as high as its content and its margins', () => {
  expect(pageRule('slip', 960, '')).toBe('@page slip { size: 80mm 263mm; margin: 4mm; }');
});

test('A4 counts its pages in its foot', () => {
  expect(pageRule('a4', 960, 'F-1 · page {page} of {pages}')).toContain(
    'content: "F-1 · page " counter(page) " of " counter(pages);',
  );
});

test('a text of the foot cannot leave its string', () => {
  expect(footContent('a "b" {page}')).toBe('"a \\"b\\" " counter(page)');
});
