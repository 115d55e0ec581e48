import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { ApiProblem, ask } from '../api/client.js';
import { refresh } from '../api/refresh.js';
import type { CustomerCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from '../kit/question.js';
import { useAct } from '../kit/use-act.js';
import { useReason } from '../kit/use-reason.js';

type Currency = Parameters<ReturnType<typeof useMessages>['money']>[1];
interface Open {
  readonly currency: Currency;
  readonly owedMinor: number;
  readonly creditMinor: number;
}

/** Asks, naming the customer, whether the personal data is to be erased for ever, and why. */
export function EraseCustomer({ customer: { customerId, revision, name } }: { customer: CustomerCard }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const reason = useReason(t('erase.reason'));
  const erase = useAct({
    run: (why: string, key) =>
      ask('POST /customers/{customerId}/erasure', {
        params: { customerId },
        body: { revision, reason: why },
        key,
      }),
    onDone: () => {
      setIsOpen(false);
      return refresh(queries);
    },
  });
  const confirm = (): void => {
    const given = reason.take();
    if (given !== undefined) erase.mutate(given);
  };
  return (
    <>
      <Button variant="default" color="red" onClick={() => setIsOpen(true)}>
        {t('erase.open')}
      </Button>
      <Question
        open={isOpen}
        title={t('erase.title', { name })}
        yes={t('erase.now', { name })}
        isRunning={erase.isPending}
        onYes={confirm}
        onNo={() => setIsOpen(false)}
      >
        <p>{t('erase.how')}</p>
        {reason.field}
        <ProblemNote error={erase.error}>
          <NotEven error={erase.error} />
        </ProblemNote>
      </Question>
    </>
  );
}

/** What must be settled before, with its amount. */
function NotEven({ error }: { error: unknown }) {
  const { t, money } = useMessages();
  if (!(error instanceof ApiProblem) || error.problem.code !== 'customer.not-even') return null;
  const { balances } = error.problem.details as { balances: Open[] };
  return balances.flatMap(({ currency, owedMinor, creditMinor }) => [
    ...(owedMinor === 0
      ? []
      : [<div key={`${currency}/owed`}>{t('erase.not-even-owes', { amount: money(owedMinor, currency) })}</div>]),
    ...(creditMinor === 0
      ? []
      : [<div key={`${currency}/credit`}>{t('erase.not-even-credit', { amount: money(creditMinor, currency) })}</div>]),
  ]);
}
