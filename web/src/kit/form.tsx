import { Button, Group } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from './question.js';

/** The end of a form: what went wrong, and its button; leaving the page with changes asks first. */
export function FormEnd({
  error,
  isDirty,
  isSaving,
  isReady = true,
  save,
  children,
}: {
  error: unknown;
  isDirty: boolean;
  isSaving: boolean;
  /** Else there is something to be put right before it can be sent. */
  isReady?: boolean;
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
        <Button type="submit" loading={isSaving} disabled={!isReady}>
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
