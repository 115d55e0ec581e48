import { expect, test } from '@jest/globals';
import { ApiProblem } from '../api/client.js';
import type { Problem } from '../api/schema.js';
import { entryErrors, withoutLines } from './entry-errors.js';

const problem = (more: Partial<Problem>): ApiProblem =>
  new ApiProblem({ type: '', title: '', status: 422, code: 'x', detail: 'd', reference: '', ...more });

test.each<[string, Partial<Problem>, Record<string, string>]>([
  ['an issue of a field', { issues: [{ field: 'body.reason', fault: 'is empty' }] }, { reason: 'is empty' }],
  [
    'an issue of a line, counted among those that were sent',
    { issues: [{ field: 'body.lines.1.debitMinor', fault: 'is too large' }] },
    { 'lines.3.debit': 'is too large' },
  ],
  ['a refusal of a line', { code: 'entry.account-kept', details: { line: 1 } }, { 'lines.0.account': 'said' }],
  ['a closed day', { code: 'entry.day-not-open', details: {} }, { businessDay: 'said' }],
  ['a file', { code: 'attachment.invalid' }, { file: 'said' }],
  ['nothing of a field', { code: 'entry.unbalanced' }, {}],
])('%s', (_name, more, errors) => {
  expect(entryErrors(problem(more), [0, 3], 'said')).toEqual(errors);
});

test('a lost answer is of no field', () => {
  expect(entryErrors(new Error('lost'), [], 'said')).toEqual({});
});

test('errors of lines go when the lines change, the others stay', () => {
  expect(withoutLines({ reason: 'is empty', 'lines.0.debit': 'is none' })).toEqual({ reason: 'is empty' });
});
