import { Button, Group, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Customer, CustomerCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';

/** Finds the second account of the same customer, and merges it into this one. */
export function MergeCustomer({ customer, done }: { customer: CustomerCard; done: (other: string) => void }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { customerId, revision, name } = customer;
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [other, setOther] = useState<Customer>();
  const [reason, setReason] = useState('');
  const { data, error } = useQuery({
    queryKey: ['customers', 'double', asked],
    queryFn: () => ask('GET /customers', { query: { text: asked, limit: '8' } }),
    enabled: asked.length > 1,
  });
  const found = (data?.items ?? []).filter((one) => one.kind !== 'walkIn' && one.customerId !== customerId);
  const merge = useAct({
    run: (second: Customer, key) =>
      ask('POST /customers/{customerId}/merges', {
        params: { customerId },
        body: {
          revision,
          merged: { customerId: second.customerId, revision: second.revision },
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        },
        key,
      }),
    onDone: async (card) => {
      queries.setQueryData(['customer', customerId], card);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'customer' });
      done(other?.name ?? '');
    },
  });
  return (
    <Stack>
      <p className="quiet">{t('merge.how')}</p>
      <TextInput
        label={t('merge.find')}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOther(undefined);
        }}
      />
      {!other && (
        <ul className="choices" aria-label={t('customer.found')}>
          {found.map((one) => (
            <li key={one.customerId}>
              <UnstyledButton
                className="choice"
                aria-label={t('merge.choose', { name: one.name })}
                onClick={() => setOther(one)}
              >
                <span className="strong">{one.name}</span>
                <span className="quiet">
                  {[t(`customer.${one.kind}`), one.phone, one.identifiers[0]?.value].filter(Boolean).join(' · ')}
                </span>
              </UnstyledButton>
            </li>
          ))}
          {data && found.length === 0 && <li className="quiet">{t('customer.none')}</li>}
        </ul>
      )}
      {other && (
        <>
          <p className="strong">{t('merge.sure', { other: other.name, name })}</p>
          <TextInput
            label={t('card.reason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <ProblemNote error={merge.error ?? error} />
      <Group justify="end">
        <Button color="red" disabled={!other} loading={merge.isPending} onClick={() => other && merge.mutate(other)}>
          {t('merge.now', { other: other?.name ?? '…' })}
        </Button>
      </Group>
    </Stack>
  );
}
