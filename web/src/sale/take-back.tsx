import { Button, Group, Paper, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from '../kit/question.js';
import { useMoneyChanged } from '../payment/money-changed.js';
import { SessionChoice, useCashSession } from '../payment/session-choice.js';
import { submitCorrection, type CorrectionRequest } from './correction-request.js';
import { useAccountOfSale } from './account-of-sale.js';
import { leftOf, refundOf, type RefundTo } from './refund.js';
import { useRefundText } from './refund-text.js';
import { TakeBackFields, useTakeBack } from './take-back-fields.js';

const REFUNDS = ['original', 'cash', 'card', 'transfer', 'cheque', 'account'] as const;

/** Takes items back, or cancels the whole sale; the request is stored until its outcome is known. */
export function TakeBack({
  sale,
  mayCancel,
  onCredited,
}: {
  sale: Sale;
  mayCancel: boolean;
  /** Called with the id of the credit note that was made. */
  onCredited: (creditNoteId: string) => void;
}) {
  const { t } = useMessages();
  const moneyChanged = useMoneyChanged();
  const isWalkIn = sale.customer.kind === 'walkIn';
  const typed = useTakeBack<RefundTo>(sale, sale.payments.length > 0 ? 'original' : isWalkIn ? 'cash' : 'account');
  const { quantities, reason, refundTo, lines } = typed;
  const [asking, setAsking] = useState(false);
  const refundText = useRefundText();
  const { account, error } = useAccountOfSale(sale);
  const session = useCashSession(sale.storeId);
  /** What this would refund, as sentences; undefined until it is known what the customer owes. */
  const refundOn = (moment: 'ask' | 'due', units: Readonly<Record<string, number>>): string[] | undefined =>
    account && refundText(moment, refundOf(sale, units, refundTo, account), sale.currency);
  const paysCash = (units: Readonly<Record<string, number>>): boolean =>
    account !== undefined && refundOf(sale, units, refundTo, account).refunds.some((one) => one.method === 'cash');
  const correction = useMutation({
    mutationKey: ['take-back', sale.saleId],
    mutationFn: (request: CorrectionRequest) => submitCorrection(request),
    onSuccess: ({ creditNoteId }) => creditNoteId && onCredited(creditNoteId),
    onSettled: moneyChanged,
  });
  const left = leftOf(sale);
  const question = refundOn('ask', left);
  const common = {
    saleId: sale.saleId,
    revision: sale.revision,
    reason: reason.trim(),
    refundTo,
    ...(session.sessionId === undefined ? {} : { tillSessionId: session.sessionId }),
  };
  const lacksTill = (units: Readonly<Record<string, number>>): boolean =>
    paysCash(units) && session.sessionId === undefined;
  const ready = reason.trim() !== '' && !correction.isPending;
  return (
    <Paper withBorder className="records">
      <h2>{t('back.title')}</h2>
      <Stack gap="sm">
        <TakeBackFields
          lines={sale.lines.map((line) => ({ ...line, left: left[line.saleLineId] ?? 0 }))}
          typed={typed}
          refunds={REFUNDS.filter((value) => value !== 'account' || !isWalkIn)}
          disabled={correction.isPending}
        />
        {(paysCash(left) || paysCash(quantities)) && <SessionChoice session={session} />}
        {lines.length > 0 && account && (
          <output className="refund-due" data-testid="refund-due">
            {refundOn('due', quantities)?.join(' · ')}
          </output>
        )}
        <ProblemNote error={correction.error ?? error} />
        <Group justify="end">
          {mayCancel && (
            <Button
              variant="outline"
              color="red"
              disabled={!ready || question === undefined || lacksTill(left)}
              onClick={() => setAsking(true)}
            >
              {t('back.cancel')}
            </Button>
          )}
          <Button
            disabled={!ready || lines.length === 0 || question === undefined || lacksTill(quantities)}
            loading={correction.isPending}
            onClick={() => correction.mutate({ ...common, kind: 'return', lines })}
          >
            {t('back.take')}
          </Button>
        </Group>
      </Stack>
      <Question
        open={asking && question !== undefined}
        title={t('back.cancel-title', { number: sale.invoiceNumber ?? '' })}
        yes={t('back.cancel-confirm')}
        onNo={() => setAsking(false)}
        onYes={() => {
          setAsking(false);
          correction.mutate({ ...common, kind: 'cancel' });
        }}
      >
        {question?.map((sentence) => (
          <p key={sentence} className="question">
            {sentence}
          </p>
        ))}
      </Question>
    </Paper>
  );
}
