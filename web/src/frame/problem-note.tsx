import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorText, problemText } from '../words/problem-text.js';
import type { Problem } from '../api/schema.js';
import { useWords } from '../words/words.js';

/** What went wrong, in a sentence, with the reference for support; nothing when nothing did. */
export function ProblemNote({
  error,
  problem,
  children,
}: {
  error?: unknown;
  problem?: Problem | undefined;
  children?: ReactNode;
}) {
  const words = useWords();
  if (!error && !problem) return null;
  const { sentence, reference } = problem ? problemText(words, problem) : errorText(words, error);
  return (
    <Alert color="red" variant="outline" role="alert" className="problem">
      {sentence}
      {children}
      {reference && <div className="reference">{words.t('problem.reference', { reference })}</div>}
    </Alert>
  );
}
