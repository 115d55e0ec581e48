import { Button, Checkbox, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from '../kit/question.js';
import { submitCorrection, type CorrectionRequest } from './correction-request.js';
import { useCustomerAccount } from './customer-account.js';
import { leftOf, refundOf, type RefundTo } from './refund.js';
import { useRefundText } from './refund-text.js';

const REFUNDS = ['cash', 'card', 'transfer', 'account'] as const;

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
  const queries = useQueryClient();
  const [quantities, setQuantities] = useState<Record<string, number>>({});
  const [damaged, setDamaged] = useState(false);
  const [reason, setReason] = useState('');
  const isWalkIn = sale.customer.kind === 'walkIn';
  const [refundTo, setRefundTo] = useState<RefundTo>(sale.payment?.method ?? (isWalkIn ? 'cash' : 'account'));
  const [asking, setAsking] = useState(false);
  const refundText = useRefundText();
  const { account, error } = useCustomerAccount(isWalkIn ? undefined : sale.customer.customerId, sale.currency);
  /** What this would refund, as sentences; undefined until it is known what the customer owes. */
  const refundOn = (moment: 'ask' | 'due', units: Readonly<Record<string, number>>): string[] | undefined =>
    isWalkIn || account
      ? refundText(moment, refundOf(sale, units, refundTo, account?.owedMinor ?? 0), refundTo, sale.currency)
      : undefined;
  const correction = useMutation({
    mutationKey: ['take-back', sale.saleId],
    mutationFn: (request: CorrectionRequest) => submitCorrection(request),
    onSuccess: ({ creditNoteId }) => creditNoteId && onCredited(creditNoteId),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sales', sale.saleId] }),
  });
  const lines = sale.lines.flatMap(({ saleLineId }) => {
    const quantity = quantities[saleLineId] ?? 0;
    return quantity > 0
      ? [{ saleLineId, quantity, disposition: damaged ? ('writeOff' as const) : ('restock' as const) }]
      : [];
  });
  const left = leftOf(sale);
  const question = refundOn('ask', left);
  const common = { saleId: sale.saleId, revision: sale.revision, reason: reason.trim(), refundTo };
  const ready = reason.trim() !== '' && !correction.isPending;
  return (
    <Paper withBorder className="records">
      <h2>{t('back.title')}</h2>
      <Stack gap="sm">
        {sale.lines.map((line) => (
          <Group key={line.saleLineId} justify="space-between" wrap="nowrap">
            <span>{line.name}</span>
            <NativeSelect
              size="sm"
              className="back-quantity"
              aria-label={t('back.quantity-of', { name: line.name })}
              value={String(quantities[line.saleLineId] ?? 0)}
              disabled={correction.isPending}
              data={Array.from({ length: Math.min(left[line.saleLineId] ?? 0, 200) + 1 }, (_none, count) => ({
                value: String(count),
                label: t('back.of', { count, all: left[line.saleLineId] ?? 0 }),
              }))}
              onChange={(event) => {
                const quantity = Number(event.currentTarget.value);
                setQuantities((present) => ({ ...present, [line.saleLineId]: quantity }));
              }}
            />
          </Group>
        ))}
        <TextInput
          label={t('back.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          disabled={correction.isPending}
        />
        <NativeSelect
          label={t('back.refund')}
          value={refundTo}
          data={REFUNDS.filter((value) => value !== 'account' || !isWalkIn).map((value) => ({
            value,
            label: t(`means.${value}`),
          }))}
          onChange={(event) => setRefundTo(event.currentTarget.value as RefundTo)}
          disabled={correction.isPending}
        />
        <Checkbox
          label={t('back.damaged')}
          checked={damaged}
          onChange={(event) => setDamaged(event.currentTarget.checked)}
          disabled={correction.isPending}
        />
        {lines.length > 0 && (
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
              disabled={!ready || question === undefined}
              onClick={() => setAsking(true)}
            >
              {t('back.cancel')}
            </Button>
          )}
          <Button
            disabled={!ready || lines.length === 0 || question === undefined}
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
