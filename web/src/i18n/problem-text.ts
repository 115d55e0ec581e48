import type { Problem } from '../api/schema.js';
import { ApiProblem, Unreachable } from '../api/client.js';
import type { Messages } from './messages.js';

/** A message for the cashier, and the reference for support. */
export interface ProblemText {
  readonly message: string;
  readonly reference?: string | undefined;
}

/** The message of a refusal in the language of the pages; without one in the catalogue, the detail text of the gateway. */
export function problemText(messages: Messages, problem: Problem): ProblemText {
  const own =
    messages.lookup(`problem.${problem.code}`) ?? (problem.status >= 500 ? messages.t('problem.fault') : undefined);
  return { message: own ?? problem.detail, reference: problem.reference || undefined };
}

/** The message of any error. */
export function errorText(messages: Messages, error: unknown): ProblemText {
  if (error instanceof ApiProblem) return problemText(messages, error.problem);
  return { message: messages.t(error instanceof Unreachable ? 'problem.unreachable' : 'problem.fault') };
}
