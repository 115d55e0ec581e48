import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Store, ZReport } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { parseAmount } from '../money.js';
import { CountCash } from './count-cash.js';

/** Closes a till with what was counted, without being told what should be there; answers its Z report. */
export function CloseForm({
  store,
  sessionId,
  back,
  done,
}: {
  store: Store;
  sessionId: string;
  back: () => void;
  done: (report: ZReport) => void;
}) {
  const { t } = useMessages();
  const { currency } = store;
  const queries = useQueryClient();
  const [countedMinor, setCountedMinor] = useState<number>();
  const [kept, setKept] = useState('');
  const [note, setNote] = useState('');
  const keptMinor = kept.trim() === '' ? 0 : parseAmount(kept, currency);
  const keptWrong = keptMinor === undefined || keptMinor > (countedMinor ?? keptMinor);
  const close = useAct({
    run: (counted: { countedMinor: number; keptMinor: number }, key) =>
      ask('POST /till-sessions/{sessionId}/close', {
        params: { sessionId },
        body: { ...counted, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        key,
      }),
    onDone: (report) => {
      done(report);
      void queries.invalidateQueries({ queryKey: ['tills'] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (countedMinor === undefined || keptWrong || close.isPending) return;
        close.mutate({ countedMinor, keptMinor });
      }}
    >
      <Stack>
        <CountCash label={t('session.counted', { currency })} currency={currency} change={setCountedMinor} />
        <TextInput
          label={t('session.kept', { currency })}
          inputMode="decimal"
          value={kept}
          onChange={(event) => setKept(event.currentTarget.value)}
          error={keptWrong ? t('session.kept-wrong') : undefined}
        />
        <Textarea
          label={t('session.note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemNote error={close.error} />
        <Group justify="end">
          <Button variant="default" onClick={back}>
            {t('dialog.back')}
          </Button>
          <Button type="submit" disabled={countedMinor === undefined || keptWrong} loading={close.isPending}>
            {t('session.close-now')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
