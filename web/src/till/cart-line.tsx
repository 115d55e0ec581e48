import { ActionIcon, Table, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { BothPrices } from './both-prices.js';
import { discountOf, pricePosition, quantityInCart, withQuantity, without, type Cart, type CartLine } from './cart.js';
import type { Shown } from './cart-table.js';
import { CartParts } from './cart-parts.js';
import { ExpiryMark } from './expiry-mark.js';
import { QuantityField } from './quantity-field.js';
import { levels } from './stock.js';

const FLASH_MS = 900;

/** Shows the row when it is selected or scanned, and flashes it when it is scanned. */
function useRowInView(selected: boolean, scanId: number | undefined) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected || scanId !== undefined) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected, scanId]);
  useEffect(() => {
    if (scanId === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    row.current?.animate({ backgroundColor: ['var(--flash)', 'transparent'] }, FLASH_MS);
  }, [scanId]);
  return row;
}

/** One line of the cart. */
export function Line({ cart, line, at, storeId, scanId, ...shown }: Shown & LineAt) {
  const { t, percent, figure } = useMessages();
  const { change, openPrice, scan, locked } = shown;
  const { goods, quantity, unitPriceMinor } = line;
  const discountMinor = discountOf(line);
  const position = pricePosition(line, discountMinor);
  const row = useRowInView(at === cart.selected, scanId);
  const select = (): void => change((present) => ({ ...present, selected: at }));
  const remove = (): void => change((present) => without(present, at));
  return (
    <Table.Tr
      ref={row}
      data-selected={at === cart.selected || undefined}
      aria-current={at === cart.selected || undefined}
      onClick={select}
    >
      <Table.Td>
        <div className="line-name">{goods.name}</div>
        {goods.parts && <CartParts parts={goods.parts} />}
        <div className="line-more">
          <span>{goods.sku}</span> <Availability cart={cart} line={line} storeId={storeId} />{' '}
          <ExpiryMark goods={goods} storeId={storeId} />
          {goods.priceList && <span className="mark quiet">{t('price.of-list', { list: goods.priceList.name })}</span>}
        </div>
      </Table.Td>
      <Table.Td className="number">
        <QuantityField
          name={goods.name}
          quantity={quantity}
          quantityDecimals={goods.quantityDecimals}
          disabled={locked}
          change={(units) => change((present) => withQuantity(present, at, units))}
          remove={remove}
          unit={goods.unit === 'piece' ? undefined : t(`unit.${goods.unit}`)}
          scan={scan}
        />
      </Table.Td>
      <Table.Td className="number">
        <UnstyledButton className="price" disabled={locked} onClick={() => (select(), openPrice())}>
          <span className="unseen">{t('line.change-price', { name: goods.name })}</span>
          <BothPrices goods={goods} unitPriceMinor={unitPriceMinor} />
        </UnstyledButton>
        {position !== 'inside' && <div className="mark warn">{t(`price.${position}`)}</div>}
      </Table.Td>
      <Table.Td className="number rate">{percent(goods.taxRateBps)}</Table.Td>
      <Table.Td className="number line-total">
        <BothPrices goods={goods} unitPriceMinor={unitPriceMinor} quantity={quantity} discountMinor={discountMinor} />
        {line.discount && (
          <div className="mark quiet" title={line.discount.reason}>
            {t('line.discount', { amount: `−${figure(discountMinor, goods.currency)}` })}
          </div>
        )}
      </Table.Td>
      <Table.Td className="line-remove">
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={locked}
          aria-label={t('line.remove-of', { name: goods.name })}
          onClick={(event) => (event.stopPropagation(), remove())}
        >
          <span aria-hidden>✕</span>
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

interface LineAt {
  readonly line: CartLine;
  readonly at: number;
  /** The scan that added to this line, when it was the last scan. */
  readonly scanId: number | undefined;
}

/** Available stock of the line's product here and, when that is not enough, in other stores; live. */
function Availability({ cart, line, storeId }: { cart: Cart; line: CartLine; storeId: string }) {
  const { t, quantity } = useMessages();
  const { goods } = line;
  const known = useObservable(levels)[line.goods.productId];
  const { stores } = useStores();
  const here = known?.[storeId]?.available;
  if (!known) return <span className="mark quiet">{t('till.stock-unknown')}</span>;
  const asked = quantityInCart(cart, line.goods.productId);
  if (here !== undefined && here >= asked)
    return <span className="mark good">{t('line.in-stock', { count: quantity(here, goods) })}</span>;
  const elsewhere = stores.filter((one) => one.storeId !== storeId && (known[one.storeId]?.available ?? 0) > 0);
  return (
    <>
      {here === undefined ? (
        <span className="mark quiet">{t('till.stock-unknown')}</span>
      ) : (
        <span className="mark bad">{t('till.not-enough', { count: here, shown: quantity(here, goods) })}</span>
      )}
      {elsewhere.map((one) => (
        <span key={one.storeId} className="mark quiet">
          {t('till.elsewhere', { store: one.name, count: quantity(known[one.storeId]?.available ?? 0, goods) })}
        </span>
      ))}
      {elsewhere.length > 0 && <span className="mark quiet">{t('till.ask-elsewhere')}</span>}
    </>
  );
}
