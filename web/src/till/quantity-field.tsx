import { TextInput } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useMessages } from '../i18n/messages.js';
import { decimalQuantity, MAX_WHOLE_UNITS } from '@comptoir/contracts/units';
import { typedQuantity, type TypedQuantity } from '../quantity.js';
import { EAN_8 } from './scan.js';

/**
 * The quantity of a line, in the unit of its goods. What is typed counts at once; while it is no quantity, the one from before the edit is kept and
 * the field says why. Zero and Enter remove the line; a barcode and Enter are a scan.
 */
export function QuantityField({
  name,
  quantity,
  quantityDecimals,
  unit,
  disabled,
  change,
  remove,
  scan,
}: {
  name: string;
  /** In the smallest unit. */
  quantity: number;
  quantityDecimals: number;
  /** Shown beside the quantity; pieces have none. */
  unit: string | undefined;
  disabled: boolean;
  change: (quantity: number) => void;
  remove: () => void;
  scan: (code: string) => void;
}) {
  const { t } = useMessages();
  const shown = decimalQuantity(quantity, quantityDecimals);
  const [text, setText] = useState<string>(); // what is no quantity
  const [wrong, setWrong] = useState<{ readonly text: string; readonly typed: TypedQuantity }>();
  const edit = useRef({ before: quantity, now: quantity });
  if (edit.current.now !== quantity) {
    edit.current = { before: quantity, now: quantity }; // changed elsewhere
    if (wrong) setWrong(undefined);
  }
  const setQuantity = (units: number): void => {
    edit.current = { ...edit.current, now: units };
    change(units);
  };
  const onText = (next: string): void => {
    const typed = typedQuantity(next, quantityDecimals);
    const isUnits = typeof typed === 'number';
    setText(isUnits && decimalQuantity(typed, quantityDecimals) === next ? undefined : next);
    setWrong(isUnits || typed === 'empty' ? undefined : { text: next, typed });
    setQuantity(isUnits ? typed : edit.current.before);
  };
  const leave = (): void => {
    setText(undefined);
    setWrong(undefined);
    document.getElementById('scan')?.focus();
  };
  const onEnter = (): void => {
    const typed = typedQuantity(text ?? shown, quantityDecimals);
    if (typed === 'tooMany' && text !== undefined && text.length >= EAN_8) return (leave(), scan(text.trim()));
    if (typed === 'zero') return (leave(), remove());
    if (typed !== 'notWhole' && typed !== 'tooMany') leave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onEnter();
    if (event.key === 'Escape') {
      setQuantity(edit.current.before);
      leave();
    }
  };
  const said = (): string | undefined => {
    if (!wrong) return undefined;
    const values = { text: wrong.text.trim(), count: shown };
    if (wrong.typed === 'zero') return t(text === undefined ? 'quantity.zero-kept' : 'quantity.zero', values);
    return wrong.typed === 'tooMany'
      ? t('quantity.too-many', { ...values, most: MAX_WHOLE_UNITS })
      : t(quantityDecimals === 0 ? 'quantity.not-whole' : 'quantity.too-fine', {
          ...values,
          decimals: quantityDecimals,
        });
  };
  return (
    <TextInput
      className={unit ? 'quantity measured' : 'quantity'}
      classNames={{ error: 'quantity-error' }}
      size="sm"
      inputMode={quantityDecimals === 0 ? 'numeric' : 'decimal'}
      disabled={disabled}
      aria-label={t('line.quantity-of', { name })}
      rightSection={unit}
      rightSectionWidth={32}
      value={text ?? shown}
      error={said()}
      onChange={(event) => onText(event.currentTarget.value)}
      onFocus={(event) => {
        edit.current = { before: quantity, now: quantity };
        setWrong(undefined);
        event.currentTarget.select();
      }}
      onBlur={() => setText(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
