import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseQuantity } from '@comptoir/contracts/units';
import type { Sale } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';

/** Pieces that are chosen from a list; of more, and of goods by measure, the quantity is typed. */
const MOST_LISTED = 200;

interface Props {
  readonly line: Pick<Sale['lines'][number], 'name' | 'unit' | 'quantityDecimals'>;
  /** What may still come back, in the smallest unit. */
  readonly left: number;
  readonly quantity: number;
  readonly disabled: boolean;
  readonly change: (quantity: number) => void;
}

/** How much of a line comes back, in the unit of its goods. */
export function BackQuantity(props: Props) {
  const { line, left, quantity, disabled, change } = props;
  const { t } = useMessages();
  if (line.quantityDecimals > 0 || left > MOST_LISTED) return <TypedQuantity {...props} />;
  return (
    <NativeSelect
      size="sm"
      className="back-quantity"
      aria-label={t('back.quantity-of', { name: line.name })}
      value={String(quantity)}
      disabled={disabled}
      data={Array.from({ length: left + 1 }, (_none, count) => ({
        value: String(count),
        label: t('back.of', { count, all: left }),
      }))}
      onChange={(event) => change(Number(event.currentTarget.value))}
    />
  );
}

function TypedQuantity({ line, left, disabled, change }: Props) {
  const { t, quantity: shown } = useMessages();
  const [text, setText] = useState('');
  const typed = text.trim() === '' ? 0 : parseQuantity(text, line.quantityDecimals);
  const all = shown(left, line);
  return (
    <TextInput
      size="sm"
      className="back-quantity"
      inputMode="decimal"
      aria-label={t('back.quantity-of', { name: line.name })}
      placeholder={t('back.of', { count: 0, all })}
      value={text}
      disabled={disabled}
      error={typed === undefined || typed > left ? t('back.quantity-how', { all }) : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const quantity = parseQuantity(next, line.quantityDecimals) ?? 0;
        setText(next);
        change(quantity > left ? 0 : quantity);
      }}
    />
  );
}
