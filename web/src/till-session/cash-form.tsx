import { Button, Group, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { parseAmount } from '../money.js';

const PURPOSES = ['safe', 'bank', 'expense'] as const;
const NOTHING = { direction: 'out', purpose: 'safe', amount: '', reason: '' } as const;
type Typed = {
  direction: 'in' | 'out';
  purpose: (typeof PURPOSES)[number];
  amount: string;
  reason: string;
};

/** Cash put into an open till or taken out of it, with its purpose and reason. */
export function CashForm({ store, sessionId, back }: { store: Store; sessionId: string; back: () => void }) {
  const { t, money } = useMessages();
  const { currency } = store;
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [movedMinor, setMovedMinor] = useState<number>();
  const amountMinor = parseAmount(typed.amount, currency);
  const ready = amountMinor !== undefined && amountMinor > 0 && typed.reason.trim() !== '';
  const move = useAct({
    run: (body: { direction: 'in' | 'out'; purpose: Typed['purpose']; amountMinor: number; reason: string }, key) =>
      ask('POST /till-sessions/{sessionId}/cash-movements', { params: { sessionId }, body, key }),
    onDone: () => {
      setMovedMinor(amountMinor);
      setTyped(NOTHING);
    },
  });
  const type = (change: Partial<Typed>): void => setTyped((present) => ({ ...present, ...change }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || move.isPending) return;
        setMovedMinor(undefined);
        const { direction, purpose, reason } = typed;
        move.mutate({ direction, purpose, amountMinor, reason: reason.trim() });
      }}
    >
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label={t('session.direction')}
          value={typed.direction}
          onChange={(value) => type({ direction: value as Typed['direction'] })}
          data={(['out', 'in'] as const).map((value) => ({ value, label: t(`session.${value}`) }))}
        />
        <NativeSelect
          label={t('session.purpose')}
          value={typed.purpose}
          onChange={(event) => type({ purpose: event.currentTarget.value as Typed['purpose'] })}
          data={PURPOSES.map((value) => ({ value, label: t(`session.${value}`) }))}
        />
        <TextInput
          label={t('session.amount', { currency })}
          inputMode="decimal"
          size="lg"
          required
          data-autofocus
          value={typed.amount}
          onChange={(event) => type({ amount: event.currentTarget.value })}
          error={typed.amount !== '' && amountMinor === undefined ? t('form.amount') : undefined}
        />
        <TextInput
          label={t('session.reason')}
          required
          maxLength={300}
          value={typed.reason}
          onChange={(event) => type({ reason: event.currentTarget.value })}
        />
        <ProblemNote error={move.error} />
        <p role="status" className="quiet">
          {movedMinor === undefined ? '' : t('session.moved', { amount: money(movedMinor, currency) })}
        </p>
        <Group justify="end">
          <Button variant="default" onClick={back}>
            {t('dialog.back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={move.isPending}>
            {t('session.move')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
