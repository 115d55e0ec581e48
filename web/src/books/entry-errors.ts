import { ApiProblem } from '../api/client.js';

/** Fields of the form by the names that the API has for them. */
const FIELDS: Readonly<Record<string, string>> = {
  debitMinor: 'debit',
  creditMinor: 'credit',
  taxRateBps: 'rate',
  content: 'file',
  attachment: 'file',
};

/** The field that a refusal is about, by its code. */
const OF_CODE: Readonly<Record<string, string>> = {
  'entry.day-not-open': 'businessDay',
  'attachment.invalid': 'file',
};

/**
 * What the server says of the fields of an entry, by their names in the form: `businessDay`, `lines.2.account`. `sent` are the
 * indexes of the lines that were sent; `say` is the message of the refusal.
 */
export function entryErrors(error: unknown, sent: readonly number[], say: string): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const { code, issues = [], details } = error.problem;
  const ofIssues = issues.map(({ field, fault }): [string, string] => {
    const [, line, name] = /^(?:body\.)?lines\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const last = name ?? field.split('.').at(-1) ?? field;
    const known = FIELDS[last] ?? last;
    return [line === undefined ? known : `lines.${sent[Number(line)] ?? line}.${known}`, fault];
  });
  const line = (details as { line?: number } | undefined)?.line;
  return {
    ...Object.fromEntries(ofIssues),
    ...(OF_CODE[code] ? { [OF_CODE[code]]: say } : {}),
    ...(line === undefined ? {} : { [`lines.${sent[line - 1] ?? line - 1}.account`]: say }),
  };
}

/** The errors of a form without those of its lines, which were changed since. */
export function withoutLines<T>(errors: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !field.startsWith('lines.')));
}
