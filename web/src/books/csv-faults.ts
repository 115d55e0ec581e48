import { ApiProblem } from '../api/client.js';

/** A fault of a CSV file, by its line, from 1, and its column where it is in one. */
export interface CsvFault {
  readonly line: string;
  readonly column: string;
  readonly fault: string;
}

/** The faults that a refusal names as `line 3, debit`; none when it is another one. */
export function csvFaults(error: unknown): CsvFault[] {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'opening.csv-invalid') return [];
  return (error.problem.issues ?? []).map(({ field, fault }) => {
    const [, line = '', column = ''] = /^line (\d+)(?:, (.+))?$/.exec(field) ?? [];
    return { line, column, fault };
  });
}
