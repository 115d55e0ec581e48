import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { ask } from '../api/client.js';
import type { Store, ZReport } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { DialogFrame } from '../till/dialog-frame.js';
import { CashForm } from './cash-form.js';
import { CloseForm } from './close-form.js';
import { PrintedReport } from './printed-report.js';

type Step = 'menu' | 'cash' | 'x' | 'close';
const STEPS = ['cash', 'x', 'close'] as const;

/** What is done with an open session: cash in and out, the X report, the count and the close with its Z report. */
export function SessionDialog({
  store,
  sessionId,
  title,
  close,
}: {
  store: Store;
  sessionId: string;
  title: string;
  close: () => void;
}) {
  const { t } = useMessages();
  const [step, setStep] = useState<Step>('menu');
  const [closed, setClosed] = useState<ZReport>();
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [step, closed]);
  const back = (): void => setStep('menu');
  return (
    <DialogFrame title={closed ? t('report.z') : title} size="lg" close={close}>
      <div ref={content}>
        {closed ? (
          <PrintedReport report={closed} store={store}>
            <Button variant="default" onClick={close}>
              {t('session.done')}
            </Button>
          </PrintedReport>
        ) : step === 'cash' ? (
          <CashForm store={store} sessionId={sessionId} back={back} />
        ) : step === 'x' ? (
          <X store={store} sessionId={sessionId} back={back} />
        ) : step === 'close' ? (
          <CloseForm store={store} sessionId={sessionId} back={back} done={setClosed} />
        ) : (
          <Stack>
            {STEPS.map((one, at) => (
              <Button
                key={one}
                size="lg"
                variant="default"
                {...(at === 0 ? { 'data-autofocus': true } : {})}
                onClick={() => setStep(one)}
              >
                {t(`session.${one}`)}
              </Button>
            ))}
          </Stack>
        )}
      </div>
    </DialogFrame>
  );
}

function X({ store, sessionId, back }: { store: Store; sessionId: string; back: () => void }) {
  const { t } = useMessages();
  const { data, error } = useQuery({
    queryKey: ['till-session', sessionId],
    queryFn: () => ask('GET /till-sessions/{sessionId}', { params: { sessionId } }),
    gcTime: 0, // it changes with every sale
  });
  return (
    <>
      <ProblemNote error={error} />
      {data?.x && (
        <PrintedReport report={data.x} store={store}>
          <Button variant="default" onClick={back}>
            {t('dialog.back')}
          </Button>
        </PrintedReport>
      )}
    </>
  );
}
