import { expect, test } from '@jest/globals';
import { auditReport } from '@comptoir/contracts';
import { Check, differenceOf } from './finding.js';
import { reportOf } from './report.js';

test.each([
  [7, 5, 2],
  [
    [7, 3],
    [5, 3],
    [2, 0],
  ],
  [
    { a: 1, b: 2 },
    { b: 1, a: 1 },
    { a: 0, b: 1 },
  ],
  ['x', 'x', 'same'],
  [undefined, 3, [null, 3]],
])('the difference of %j and %j is %j', (left, right, difference) => {
  expect(differenceOf(left, right)).toEqual(difference);
});

test('a report of a hundred thousand breaks has whole totals, and fits into a message', () => {
  const check = new Check(1, 'Something');
  const long = 'x'.repeat(10_000);
  for (let number = 1; number <= 100_000; number += 1) {
    const text = number < 50 ? long : 'y';
    check.equal(`batch ${number}: ${text}`, [number, text], [0, text], Array(50).fill('bat_1'));
  }
  const finding = check.end();
  const span = { startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:01.000Z' };
  const input = { auditId: 'aud_00000000000000000000000001', actor: { id: 'usr_1', role: 'owner' as const } };
  const few = finding.suspects.slice(0, 100);
  const findings = Array.from({ length: 11 }, (_unused, index) => ({
    ...finding,
    invariant: index + 1,
    suspects: index === 0 ? finding.suspects : few,
  }));
  const confirmed = findings.flatMap(({ invariant, suspects }) => suspects.map((one) => ({ ...one, invariant })));
  const report = reportOf(input, span, findings, confirmed);
  expect(auditReport.parse(report)).toEqual(report);
  expect(report.checked.map((one) => one.breaks)).toEqual([100_000, ...Array(10).fill(100)]);
  expect(report.breaks).toHaveLength(220);
  expect(JSON.stringify(report).length).toBeLessThan(600_000);
});

test('a side that is not there is null: a message drops what is undefined', () => {
  const check = new Check(3, 'Something');
  check.equal('the cache of a level', undefined, 3, []);
  const finding = check.end();
  const span = { startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:01.000Z' };
  const input = { auditId: 'aud_00000000000000000000000001', actor: { id: 'usr_1', role: 'owner' as const } };
  const report = reportOf(input, span, [finding], finding.suspects);
  expect(auditReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});
