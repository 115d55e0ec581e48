import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Store } from '../api/shapes.js';
import { parseAmount } from '../money.js';
import { useMessages } from '../i18n/messages.js';
import { BothPrices } from './both-prices.js';
import { discountOf, pricePosition, withPrice, type Cart } from './cart.js';
import { DialogFrame } from './dialog-frame.js';
import type { Scans } from './use-scans.js';

const PRICES = { min: 'priceMinMinor', list: 'priceListMinor', max: 'priceMaxMinor' } as const;

/**
 * A new price for the line selected when the dialog opens, with its negotiable range. While a scan is being looked up, its
 * line is meant.
 */
export function PriceDialog({
  cart,
  store: { currency, pricesIncludeTax },
  scans,
  change,
  close,
}: {
  cart: Cart;
  store: Store;
  scans: Scans;
  change: (change: (cart: Cart) => Cart) => void;
  close: () => void;
}) {
  const { t, figure } = useMessages();
  const [text, setText] = useState('');
  const [at, setAt] = useState(scans.pending() ? undefined : cart.selected);
  if (at === undefined && !scans.pending()) setAt(cart.selected);
  const line = at === undefined ? undefined : cart.lines[at];
  const price = parseAmount(text, currency);
  const priced = line && price !== undefined ? { ...line, unitPriceMinor: price } : undefined;
  const position = priced ? pricePosition(priced, discountOf(priced)) : 'inside';
  const wrong = text !== '' && price === undefined;
  return (
    <DialogFrame title={t('price.title', { name: line?.goods.name ?? '…' })} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (price === undefined) return;
          scans.after(() => change((present) => withPrice(present, at ?? present.selected, price)));
          close();
        }}
      >
        <Stack>
          <dl className="range">
            {(['min', 'list', 'max'] as const).map((name) => (
              <div key={name}>
                <dt>{t(`price.${name}`)}</dt>
                <dd>{line ? <BothPrices goods={line.goods} unitPriceMinor={line.goods[PRICES[name]]} /> : '…'}</dd>
              </div>
            ))}
          </dl>
          {line?.goods.priceList && <p className="quiet">{t('price.of-list', { list: line.goods.priceList.name })}</p>}
          <TextInput
            label={t(pricesIncludeTax ? 'price.new-with-tax' : 'price.new', { currency })}
            inputMode="decimal"
            size="lg"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={line && figure(line.unitPriceMinor, currency)}
            error={wrong ? t('price.wrong') : undefined}
          />
          {line && price !== undefined && (
            <output className="new-price">
              <BothPrices goods={line.goods} unitPriceMinor={price} withCurrency />
            </output>
          )}
          <div className="side-note" role="status">
            {position === 'inside' ? '' : t(`price.${position}-how`)}
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
    </DialogFrame>
  );
}
