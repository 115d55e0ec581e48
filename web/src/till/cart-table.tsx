import { Table } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import type { Cart } from './cart.js';
import { Line } from './cart-line.js';
import type { ScanQueue } from './scan-queue.js';

/** What the lines of the cart show and do. */
export interface Shown {
  readonly cart: Cart;
  readonly storeId: string;
  readonly queue: ScanQueue;
  readonly change: (change: (cart: Cart) => Cart) => void;
  readonly openPrice: () => void;
  readonly scan: (code: string) => void;
  /** Its sale is pending. */
  readonly locked: boolean;
}

/** The lines of the cart with their available stock; the one scanned last is in view. */
export function CartTable(shown: Shown) {
  const { t } = useMessages();
  const { cart, queue } = shown;
  const latest = useObservable(queue.latest);
  if (cart.lines.length === 0) return <p className="cart-empty">{t('till.empty')}</p>;
  return (
    <Table className="cart" verticalSpacing="xs" aria-label={t('till.cart')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('line.product')}</Table.Th>
          <Table.Th className="number">{t('line.quantity')}</Table.Th>
          <Table.Th className="number">{t('line.unit-price')}</Table.Th>
          <Table.Th className="number rate">{t('line.tax')}</Table.Th>
          <Table.Th className="number">{t('line.total')}</Table.Th>
          <Table.Th>
            <span className="unseen">{t('line.remove')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cart.lines.map((line, at) => (
          <Line
            key={keyOf(cart.lines, at)}
            {...shown}
            line={line}
            at={at}
            scanId={latest?.product?.productId === line.goods.productId ? latest.id : undefined}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A product is on one line, or on one for each of its prices: the key of a line stays when its price changes. */
function keyOf(lines: Cart['lines'], at: number): string {
  const { productId } = lines[at]!.goods;
  return `${productId}/${lines.slice(0, at).filter(({ goods }) => goods.productId === productId).length}`;
}
