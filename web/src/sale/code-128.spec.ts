import { expect, test } from '@jest/globals';
import { code128Svg } from './code-128.js';

/** Widths of bars and spaces of each symbol, by value (ISO/IEC 15417, table 1). */
const SYMBOLS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const STOP = '2331112';
const [TO_C, TO_B, START_B, START_C] = [99, 100, 104, 105];

/** The widths of bars and spaces in modules, from the strokes of the image. */
function widthsOf(svg: string): string {
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)].flatMap(([, width, path = '']) =>
    [...path.matchAll(/M([\d.]+) /g)].map(([, middle]) => ({
      from: Number(middle) - Number(width) / 2,
      to: Number(middle) + Number(width) / 2,
    })),
  );
  const edges = bars.toSorted((a, b) => a.from - b.from).flatMap(({ from, to }) => [from, to]);
  const widths = edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0));
  const module = Math.min(...widths);
  return widths.map((width) => Math.round(width / module)).join('');
}

/** Reads a Code 128 as a scanner does; throws where the bars, the check symbol or the end are wrong. */
function scanned(svg: string): string {
  const widths = widthsOf(svg);
  if (!widths.endsWith(STOP)) throw new Error(`no stop at the end of ${widths}`);
  const values = (widths.slice(0, -STOP.length).match(/.{6}/g) ?? []).map((symbol) => SYMBOLS.indexOf(symbol));
  const [start = -1, ...rest] = values;
  const check = rest.pop();
  expect(check).toBe(rest.reduce((sum, value, at) => sum + value * (at + 1), start) % 103);
  let inC = start === START_C;
  expect([START_B, START_C]).toContain(start);
  return rest
    .map((value) => {
      if (value === TO_B || (value === TO_C && !inC)) {
        inC = value === TO_C;
        return '';
      }
      return inC ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
    })
    .join('');
}

test.each(['ALG1-B-2026-000123', 'ORA1-F-2026-100000', 'A', '12345678'])('%s is what a scanner reads', (number) => {
  expect(scanned(code128Svg(number))).toBe(number);
});
