import { Link } from '@tanstack/react-router';
import type { PurchaseOrder } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import type { Column } from '../kit/data-table.js';
import { Status } from '../kit/status.js';
import { useMay } from '../session.js';
import { toneOf } from './purchase-order-state.js';

/** The columns of a list of purchase orders; those that a list adds stand after the number. */
export function usePurchaseOrderColumns(more: readonly Column<PurchaseOrder>[]): Column<PurchaseOrder>[] {
  const { t, day, money } = useMessages();
  const may = useMay();
  return [
    {
      id: 'number',
      head: t('purchase.number'),
      cell: ({ purchaseOrderId, number }) => (
        <Link className="link" to="/purchase-orders/$purchaseOrderId" params={{ purchaseOrderId }}>
          <bdi>{number}</bdi>
        </Link>
      ),
    },
    ...more,
    {
      id: 'state',
      head: t('purchase.state'),
      cell: ({ state }) => <Status tone={toneOf(state)}>{t(`purchase.is.${state}`)}</Status>,
    },
    {
      id: 'expected',
      head: t('purchase.expected'),
      wide: true,
      cell: ({ expectedDay }) => (expectedDay ? day(expectedDay) : '–'),
    },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('total.all'),
            numeric: true,
            cell: ({ totalExpectedCostMinor, currency }: PurchaseOrder) =>
              totalExpectedCostMinor === undefined ? '' : money(totalExpectedCostMinor, currency),
          },
        ]
      : []),
  ];
}
