import { expect, test } from '@jest/globals';
import { ApiProblem } from '../api/client.js';
import { csvFaults } from './csv-faults.js';

const refused = (code: string): ApiProblem =>
  new ApiProblem({
    type: '',
    title: '',
    status: 422,
    detail: '',
    reference: '',
    code,
    issues: [
      { field: 'line 3, debit', fault: 'x is no amount' },
      { field: 'line 7', fault: 'has 7 cells' },
    ],
  });

test('faults are told by line and column', () => {
  expect(csvFaults(refused('opening.csv-invalid'))).toEqual([
    { line: '3', column: 'debit', fault: 'x is no amount' },
    { line: '7', column: '', fault: 'has 7 cells' },
  ]);
});

test('other errors have none', () => {
  expect([csvFaults(refused('message.invalid')), csvFaults(new Error('lost'))]).toEqual([[], []]);
});
