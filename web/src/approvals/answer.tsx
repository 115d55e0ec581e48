import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask, newKey } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';

/** Notes that managers write most; one click fills the note. */
const READY_NOTES: readonly MessageKey[] = [
  'approvals.ready-fine',
  'approvals.ready-too-low',
  'approvals.ready-see-me',
];

/** Approves or rejects a sale that waits, with a note that the cashier sees. */
export function Answer({ orderId }: { orderId: string }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const keys = useRef({ approve: newKey(), reject: newKey() });
  const [note, setNote] = useState('');
  const write = (text: string): void => {
    keys.current = { approve: newKey(), reject: newKey() }; // another note is another answer
    setNote(text);
  };
  const decide = useMutation({
    mutationFn: (yes: boolean) => {
      const asked = { params: { orderId }, body: note.trim() ? { note: note.trim() } : {} };
      return yes
        ? ask('POST /orders/{orderId}/approve', { ...asked, key: keys.current.approve })
        : ask('POST /orders/{orderId}/reject', { ...asked, key: keys.current.reject });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  return (
    <>
      <Group gap="xs" mb={4} role="group" aria-label={t('approvals.ready')}>
        {READY_NOTES.map((key) => (
          <Button key={key} size="compact-sm" variant="default" onClick={() => write(t(key))}>
            {t(key)}
          </Button>
        ))}
      </Group>
      <TextInput
        label={t('approvals.note')}
        maxLength={500}
        value={note}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <ProblemNote error={decide.error} />
      <Group justify="end" mt="md">
        <Button variant="outline" color="red" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
          {t('approvals.reject')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('approvals.approve')}
        </Button>
      </Group>
    </>
  );
}
