import { Button, Checkbox, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { submitCorrection, type CorrectionRequest } from './correction-request.js';

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
  const [refundTo, setRefundTo] = useState<(typeof REFUNDS)[number]>(
    sale.payment?.method ?? (sale.customer.kind === 'walkIn' ? 'cash' : 'account'),
  );
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
  const left = (line: Sale['lines'][number]): number =>
    line.quantity -
    sale.returned.filter((one) => one.saleLineId === line.saleLineId).reduce((total, one) => total + one.quantity, 0);
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
              data={Array.from({ length: Math.min(left(line), 200) + 1 }, (_none, count) => ({
                value: String(count),
                label: t('back.of', { count, all: left(line) }),
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
          data={REFUNDS.filter((value) => value !== 'account' || sale.customer.kind !== 'walkIn').map((value) => ({
            value,
            label: t(`means.${value}`),
          }))}
          onChange={(event) => setRefundTo(event.currentTarget.value as 'cash')}
          disabled={correction.isPending}
        />
        <Checkbox
          label={t('back.damaged')}
          checked={damaged}
          onChange={(event) => setDamaged(event.currentTarget.checked)}
          disabled={correction.isPending}
        />
        <ProblemNote error={correction.error} />
        <Group justify="end">
          {mayCancel && (
            <Button
              variant="outline"
              color="red"
              disabled={!ready}
              onClick={() => correction.mutate({ ...common, kind: 'cancel' })}
            >
              {t('back.cancel')}
            </Button>
          )}
          <Button
            disabled={!ready || lines.length === 0}
            loading={correction.isPending}
            onClick={() => correction.mutate({ ...common, kind: 'return', lines })}
          >
            {t('back.take')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
