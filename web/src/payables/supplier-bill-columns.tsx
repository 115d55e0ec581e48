import { Link } from '@tanstack/react-router';
import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import type { Column } from '../kit/data-table.js';
import { Status } from '../kit/status.js';

type Row = Api['GET /supplier-bills']['reply']['items'][number];

/** The columns of a list of suppliers' papers. */
export function useSupplierBillColumns(currency: string): Column<Row>[] {
  const { t, day, figure } = useMessages();
  return [
    {
      id: 'number',
      head: t('bill.number'),
      cell: ({ billId, number }) => (
        <Link className="link" to="/supplier-bills/$billId" params={{ billId }}>
          <bdi>{number}</bdi>
        </Link>
      ),
    },
    {
      id: 'supplier',
      head: t('delivery.supplier'),
      cell: ({ supplierId, supplierName }) => (
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
          {supplierName}
        </Link>
      ),
    },
    {
      id: 'kind',
      head: t('bill.kind'),
      wide: true,
      cell: ({ kind, reversed }) =>
        reversed ? <Status tone="bad">{t('bill.reversed', { reason: reversed.reason })}</Status> : t(`bill.${kind}`),
    },
    { id: 'day', head: t('bill.day'), cell: ({ billDay }) => day(billDay) },
    { id: 'due', head: t('bill.due'), wide: true, cell: ({ dueDay }) => (dueDay ? day(dueDay) : '–') },
    {
      id: 'difference',
      head: t('bill.difference', { currency }),
      numeric: true,
      wide: true,
      cell: ({ differenceMinor, currency: own }) => (differenceMinor === 0 ? '–' : figure(differenceMinor, own)),
    },
    {
      id: 'gross',
      head: `${t('bill.gross')} ${currency}`,
      numeric: true,
      cell: ({ kind, grossMinor, currency: own }) => figure(kind === 'bill' ? grossMinor : 0 - grossMinor, own),
    },
  ];
}
