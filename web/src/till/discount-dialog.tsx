import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Discount } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { amountText, parseAmount, parsePercent } from '../money.js';
import { withDiscount, type Cart } from './cart.js';
import { DialogFrame } from './dialog-frame.js';
import type { Scans } from './use-scans.js';

type Kind = 'percent' | 'amount';
const HUNDREDTHS = 100;

/** A discount as it is typed; undefined while it is none. */
function typedDiscount(kind: Kind, value: string, reason: string, currency: string): Discount | undefined {
  const of = kind === 'percent' ? parsePercent(value) : parseAmount(value, currency);
  if (of === undefined || of === 0 || reason.trim() === '') return undefined;
  return { ...(kind === 'percent' ? { percentBps: of } : { amountMinor: of }), reason: reason.trim() };
}

/** A discount of the line selected when the dialog opens, or of the whole cart, with its reason. */
export function DiscountDialog({
  cart,
  currency,
  scans,
  change,
  close,
}: {
  cart: Cart;
  currency: string;
  scans: Scans;
  change: (change: (cart: Cart) => Cart) => void;
  close: () => void;
}) {
  const { t } = useMessages();
  const [scope, setScope] = useState<'line' | 'cart'>('line');
  return (
    <DialogFrame title={t('discount.title')} close={close}>
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label={t('discount.scope')}
          value={scope}
          onChange={(value) => setScope(value as typeof scope)}
          data={[
            { value: 'line', label: cart.lines[cart.selected]?.goods.name ?? '…' },
            { value: 'cart', label: t('discount.cart') },
          ]}
        />
        <DiscountForm
          key={scope}
          present={scope === 'cart' ? cart.discount : cart.lines[cart.selected]?.discount}
          currency={currency}
          give={(discount) => {
            scans.after(() =>
              change((now) => withDiscount(now, scope === 'cart' ? undefined : now.selected, discount)),
            );
            close();
          }}
          close={close}
        />
      </Stack>
    </DialogFrame>
  );
}

function DiscountForm({
  present,
  currency,
  give,
  close,
}: {
  present: Discount | undefined;
  currency: string;
  give: (discount: Discount | undefined) => void;
  close: () => void;
}) {
  const { t } = useMessages();
  const [kind, setKind] = useState<Kind>(present?.amountMinor === undefined ? 'percent' : 'amount');
  const [value, setValue] = useState(
    present?.amountMinor === undefined
      ? String((present?.percentBps ?? 0) / HUNDREDTHS || '')
      : amountText(present.amountMinor, currency),
  );
  const [reason, setReason] = useState(present?.reason ?? '');
  const discount = typedDiscount(kind, value, reason, currency);
  const isWrong = value !== '' && typedDiscount(kind, value, 'x', currency) === undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (discount) give(discount);
      }}
    >
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label={t('discount.kind')}
          value={kind}
          onChange={(next) => setKind(next as Kind)}
          data={[
            { value: 'percent', label: t('discount.percent') },
            { value: 'amount', label: t('discount.amount') },
          ]}
        />
        <TextInput
          label={t(`discount.value-${kind}`, { currency })}
          inputMode="decimal"
          size="lg"
          data-autofocus
          autoFocus
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={isWrong ? t(kind === 'percent' ? 'discount.percent-wrong' : 'price.wrong') : undefined}
        />
        <TextInput
          label={t('discount.reason')}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="end">
          <Button variant="default" onClick={close}>
            {t('dialog.back')}
          </Button>
          {present && (
            <Button variant="default" onClick={() => give(undefined)}>
              {t('discount.remove')}
            </Button>
          )}
          <Button type="submit" disabled={!discount}>
            {t('discount.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
