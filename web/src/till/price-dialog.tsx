import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseAmount } from '../money.js';
import { useWords } from '../words/words.js';
import { priceStands, withPrice, type Cart } from './cart.js';

/** Another price for the selected line, with the range it may be negotiated in. */
export function PriceDialog({
  cart,
  change,
  close,
}: {
  cart: Cart;
  change: (change: (cart: Cart) => Cart) => void;
  close: () => void;
}) {
  const { t, money, figure } = useWords();
  const [text, setText] = useState('');
  const at = cart.selected;
  const line = cart.lines[at];
  if (!line) return null;
  const { goods } = line;
  const price = parseAmount(text, goods.currency);
  const stands = price === undefined ? 'inside' : priceStands({ ...line, unitPriceMinor: price });
  const wrong = text !== '' && price === undefined;
  return (
    <Modal
      opened
      onClose={close}
      title={t('price.title', { name: goods.name })}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (price === undefined) return;
          change((present) => withPrice(present, at, price));
          close();
        }}
      >
        <Stack>
          <dl className="range">
            <div>
              <dt>{t('price.min')}</dt>
              <dd>{money(goods.priceMinMinor, goods.currency)}</dd>
            </div>
            <div>
              <dt>{t('price.list')}</dt>
              <dd>{money(goods.priceListMinor, goods.currency)}</dd>
            </div>
            <div>
              <dt>{t('price.max')}</dt>
              <dd>{money(goods.priceMaxMinor, goods.currency)}</dd>
            </div>
          </dl>
          <TextInput
            label={t('price.new', { currency: goods.currency })}
            inputMode="decimal"
            size="lg"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={figure(line.unitPriceMinor, goods.currency)}
            error={wrong ? t('price.wrong') : undefined}
          />
          <div className="side-note" role="status">
            {stands === 'inside' ? '' : t(`price.${stands}-how`)}
          </div>
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('dialog.back')}
            </Button>
            <Button type="submit" disabled={price === undefined}>
              {t('price.apply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
