import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '../i18n/messages.js';
import { BackQuantity } from './back-quantity.js';
import type { RefundTo } from './refund.js';

/** What comes back of a sale, as it is typed. */
export function useTakeBack<To extends RefundTo>(
  sale: { readonly lines: readonly { readonly saleLineId: string }[] },
  first: To,
) {
  const [quantities, setQuantities] = useState<Record<string, number>>({});
  const [damaged, setDamaged] = useState(false);
  const [reason, setReason] = useState('');
  const [refundTo, setRefundTo] = useState<To>(first);
  const lines = sale.lines.flatMap(({ saleLineId }) => {
    const quantity = quantities[saleLineId] ?? 0;
    return quantity > 0
      ? [{ saleLineId, quantity, disposition: damaged ? ('writeOff' as const) : ('restock' as const) }]
      : [];
  });
  return { quantities, setQuantities, damaged, setDamaged, reason, setReason, refundTo, setRefundTo, lines };
}

/** The fields of what comes back: quantities by line, the reason, how it is refunded, and whether it is damaged. */
export function TakeBackFields<To extends RefundTo>({
  lines,
  typed,
  refunds,
  disabled,
}: {
  /** `left` is what may still come back, in the smallest unit. */
  lines: readonly (Parameters<typeof BackQuantity>[0]['line'] & {
    readonly saleLineId: string;
    readonly left: number;
  })[];
  typed: ReturnType<typeof useTakeBack<To>>;
  /** What may be chosen. */
  refunds: readonly To[];
  disabled: boolean;
}) {
  const { t } = useMessages();
  return (
    <>
      {lines.map((line) => (
        <Group key={line.saleLineId} justify="space-between" wrap="nowrap">
          <span>{line.name}</span>
          <BackQuantity
            line={line}
            left={line.left}
            quantity={typed.quantities[line.saleLineId] ?? 0}
            disabled={disabled}
            change={(quantity) => typed.setQuantities((present) => ({ ...present, [line.saleLineId]: quantity }))}
          />
        </Group>
      ))}
      <TextInput
        label={t('back.reason')}
        required
        maxLength={500}
        value={typed.reason}
        onChange={(event) => typed.setReason(event.currentTarget.value)}
        disabled={disabled}
      />
      <NativeSelect
        label={t('back.refund')}
        value={typed.refundTo}
        data={refunds.map((value) => ({ value, label: t(`means.${value}`) }))}
        onChange={(event) => typed.setRefundTo(event.currentTarget.value as To)}
        disabled={disabled}
      />
      <Checkbox
        label={t('back.damaged')}
        checked={typed.damaged}
        onChange={(event) => typed.setDamaged(event.currentTarget.checked)}
        disabled={disabled}
      />
    </>
  );
}
