import { Button, Group } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from './question.js';

/** What the server says of single fields, by the last part of their names; for the errors of a form. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const issues = error.problem.issues ?? [];
  return Object.fromEntries(issues.map(({ field, fault }) => [field.split('.').at(-1) ?? field, fault]));
}

/** The end of a form: what went wrong, and its button; leaving the page with changes asks first. */
export function FormEnd({
  error,
  isDirty,
  isSaving,
  save,
  children,
}: {
  error: unknown;
  isDirty: boolean;
  isSaving: boolean;
  /** The words of the button. */
  save: string;
  children?: ReactNode;
}) {
  const { t } = useMessages();
  const leave = useBlocker({
    shouldBlockFn: () => isDirty && !isSaving,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <>
      <ProblemNote error={error} />
      <Group>
        <Button type="submit" loading={isSaving}>
          {save}
        </Button>
        {children}
      </Group>
      <Question
        open={leave.status === 'blocked'}
        title={t('form.leave')}
        yes={t('form.leave-yes')}
        onYes={() => leave.proceed?.()}
        onNo={() => leave.reset?.()}
      >
        {t('form.leave-how')}
      </Question>
    </>
  );
}
