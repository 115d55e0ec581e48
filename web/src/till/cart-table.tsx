import { ActionIcon, Table, TextInput, UnstyledButton } from '@mantine/core';
import { useStores } from '../frame/store-choice.js';
import { useObservable } from '../observable.js';
import { useMessages } from '../i18n/messages.js';
import {
  quantityInCart,
  lineTotals,
  MAX_QUANTITY,
  pricePosition,
  withQuantity,
  without,
  type Cart,
  type CartLine,
} from './cart.js';
import { levels } from './stock.js';

interface Shown {
  readonly cart: Cart;
  readonly storeId: string;
  readonly change: (change: (cart: Cart) => Cart) => void;
  readonly openPrice: () => void;
  /** Its sale is pending. */
  readonly locked: boolean;
}

/** The lines of the cart with their available stock. */
export function CartTable(shown: Shown) {
  const { t } = useMessages();
  const { cart } = shown;
  if (cart.lines.length === 0) return <p className="cart-empty">{t('till.empty')}</p>;
  return (
    <Table className="cart" verticalSpacing="xs" aria-label={t('till.cart')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('line.product')}</Table.Th>
          <Table.Th className="number">{t('line.quantity')}</Table.Th>
          <Table.Th className="number">{t('line.price')}</Table.Th>
          <Table.Th className="number rate">{t('line.tax')}</Table.Th>
          <Table.Th className="number">{t('line.total')}</Table.Th>
          <Table.Th>
            <span className="unseen">{t('line.remove')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cart.lines.map((line, at) => (
          <Line key={line.goods.productId} {...shown} line={line} at={at} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Line({ cart, line, at, storeId, change, openPrice, locked }: Shown & { line: CartLine; at: number }) {
  const { t, figure, percent } = useMessages();
  const { goods, quantity, unitPriceMinor } = line;
  const totals = lineTotals(line);
  const position = pricePosition(line);
  const select = (): void => change((present) => ({ ...present, selected: at }));
  return (
    <Table.Tr
      data-selected={at === cart.selected || undefined}
      aria-current={at === cart.selected || undefined}
      onClick={select}
    >
      <Table.Td>
        <div className="line-name">{goods.name}</div>
        <div className="line-more">
          <span>{goods.sku}</span> <Availability cart={cart} line={line} storeId={storeId} />
        </div>
      </Table.Td>
      <Table.Td className="number">
        <TextInput
          className="quantity"
          size="sm"
          inputMode="numeric"
          disabled={locked}
          aria-label={t('line.quantity-of', { name: goods.name })}
          value={String(quantity)}
          onChange={(event) => {
            const typed = Number(event.currentTarget.value.replaceAll(/\D/g, ''));
            if (typed >= 1 && typed <= MAX_QUANTITY) change((present) => withQuantity(present, at, typed));
          }}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => event.key === 'Enter' && document.getElementById('scan')?.focus()}
        />
      </Table.Td>
      <Table.Td className="number">
        <UnstyledButton
          className="price"
          disabled={locked}
          onClick={() => (select(), openPrice())}
          aria-label={t('line.change-price', { name: goods.name, price: figure(unitPriceMinor, goods.currency) })}
        >
          {figure(unitPriceMinor, goods.currency)}
        </UnstyledButton>
        {position !== 'inside' && <div className="mark warn">{t(`price.${position}`)}</div>}
      </Table.Td>
      <Table.Td className="number rate">{percent(goods.taxRateBps)}</Table.Td>
      <Table.Td className="number strong">{figure(totals.grossMinor, goods.currency)}</Table.Td>
      <Table.Td className="line-remove">
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={locked}
          aria-label={t('line.remove-of', { name: goods.name })}
          onClick={(event) => (event.stopPropagation(), change((present) => without(present, at)))}
        >
          <span aria-hidden>✕</span>
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

/** Available stock of the line's product here and, when that is not enough, in other stores; live. */
function Availability({ cart, line, storeId }: { cart: Cart; line: CartLine; storeId: string }) {
  const { t } = useMessages();
  const known = useObservable(levels)[line.goods.productId];
  const { stores } = useStores();
  const here = known?.[storeId]?.available;
  if (!known || here === undefined) return <span className="mark quiet">{t('till.stock-unknown')}</span>;
  const asked = quantityInCart(cart, line.goods.productId);
  if (here >= asked) return <span className="mark good">{t('till.in-stock', { count: here })}</span>;
  const elsewhere = stores.filter((one) => one.storeId !== storeId && (known[one.storeId]?.available ?? 0) > 0);
  return (
    <>
      <span className="mark bad">{t('till.not-enough', { count: here })}</span>
      {elsewhere.map((one) => (
        <span key={one.storeId} className="mark quiet">
          {t('till.elsewhere', { store: one.name, count: known[one.storeId]?.available ?? 0 })}
        </span>
      ))}
    </>
  );
}
