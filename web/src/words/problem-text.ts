import type { Problem } from '../api/schema.js';
import { ApiProblem, Unreachable } from '../api/client.js';
import type { Words } from './words.js';

/** A sentence a cashier understands, and the reference for support. */
export interface ProblemText {
  readonly sentence: string;
  readonly reference?: string | undefined;
}

/** Tells a refusal in the language of the pages; one without words there is told as the gateway put it. */
export function problemText(words: Words, problem: Problem): ProblemText {
  const own = words.maybe(`problem.${problem.code}`) ?? (problem.status >= 500 ? words.t('problem.fault') : undefined);
  return { sentence: own ?? problem.detail, reference: problem.reference || undefined };
}

/** Tells whatever went wrong. */
export function errorText(words: Words, error: unknown): ProblemText {
  if (error instanceof ApiProblem) return problemText(words, error.problem);
  return { sentence: words.t(error instanceof Unreachable ? 'problem.silent' : 'problem.fault') };
}
