import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Entry, Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from '../kit/question.js';
import { useAct } from '../kit/use-act.js';
import { useReason } from '../kit/use-reason.js';
import { useBooksChanged } from './use-post-entry.js';

/** What taking back is asked with: the day of the mirror, and why. */
export interface Reversal {
  readonly businessDay: string;
  readonly reason: string;
}

/** A button that takes an entry back by its mirror; it asks first, with the day and the reason. */
export function ReverseQuestion({
  store,
  label,
  title,
  run,
  onDone,
}: {
  store: Store;
  label: string;
  /** The question; it names the entry with its amount. */
  title: string;
  run: (reversal: Reversal, key: string) => Promise<Entry>;
  onDone?: (mirror: Entry) => void;
}) {
  const { t } = useMessages();
  const refresh = useBooksChanged();
  const [isOpen, setIsOpen] = useState(false);
  const [day, setDay] = useState(() => dayIn(store.timeZone, new Date()));
  const reason = useReason(t('entry-form.reason'));
  const act = useAct({
    run,
    onDone: async (mirror) => {
      setIsOpen(false);
      await refresh();
      onDone?.(mirror);
    },
  });
  const ask = (): void => {
    const given = reason.take();
    if (given !== undefined) act.mutate({ businessDay: day, reason: given });
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Question
        open={isOpen}
        title={title}
        yes={label}
        isRunning={act.isPending}
        onYes={ask}
        onNo={() => setIsOpen(false)}
      >
        <Stack>
          <div className="quiet">{t('reversal.how')}</div>
          <TextInput
            label={t('entry-form.day')}
            type="date"
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          {reason.field}
          <ProblemNote error={act.error} />
        </Stack>
      </Question>
    </>
  );
}
