import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorText, problemText } from '../i18n/problem-text.js';
import type { Problem } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';

/** An error or a refusal as a message, with the reference for support; nothing when there is none. */
export function ProblemNote({
  error,
  problem,
  children,
}: {
  error?: unknown;
  problem?: Problem | undefined;
  children?: ReactNode;
}) {
  const messages = useMessages();
  if (!error && !problem) return null;
  const { message, reference } = problem ? problemText(messages, problem) : errorText(messages, error);
  return (
    <Alert color="red" variant="outline" role="alert" className="problem">
      {message}
      {children}
      {reference && <div className="reference">{messages.t('problem.reference', { reference })}</div>}
    </Alert>
  );
}
