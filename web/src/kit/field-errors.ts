import { ApiProblem } from '../api/client.js';

/** What the server says of single fields, by the last part of their names; for the errors of a form. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const issues = error.problem.issues ?? [];
  return Object.fromEntries(issues.map(({ field, fault }) => [field.split('.').at(-1) ?? field, fault]));
}
