import { Link } from '@tanstack/react-router';
import type { StockCardRow } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { useMay } from '../session.js';

/** The document behind a movement, with its number, as a link where the person may open it. */
export function StockDocumentLink({ document }: { document: StockCardRow['document'] }) {
  const { t } = useMessages();
  const may = useMay();
  const { kind, id, number, saleId, deliveryId = kind === 'delivery' ? id : undefined } = document;
  const name = (
    <>
      {t(`view.document.${kind}`)} {number && <bdi>{number}</bdi>}
    </>
  );
  const isOfSale = kind === 'sale' || kind === 'correction';
  if (isOfSale && saleId !== undefined && may('readSales'))
    return (
      <Link className="link" to="/sales/$saleId" params={{ saleId }}>
        {name}
      </Link>
    );
  if (deliveryId !== undefined && may('readDeliveries'))
    return (
      <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
        {name}
      </Link>
    );
  if (kind === 'transfer' && may('readTransfers'))
    return (
      <Link className="link" to="/transfers/$transferId" params={{ transferId: id }}>
        {name}
      </Link>
    );
  if (kind === 'stockCount' && may('readStockCounts'))
    return (
      <Link className="link" to="/stock-counts/$stockCountId" params={{ stockCountId: id }}>
        {name}
      </Link>
    );
  if (kind === 'supplierBill' && may('readSupplierBills'))
    return (
      <Link className="link" to="/supplier-bills/$billId" params={{ billId: id }}>
        {name}
      </Link>
    );
  if (kind === 'writeOff' && may('readWriteOffs'))
    return (
      <Link className="link" to="/write-offs">
        {name}
      </Link>
    );
  if (kind === 'supplierReturn' && may('readDeliveries'))
    return (
      <Link className="link" to="/supplier-returns">
        {name}
      </Link>
    );
  return <span>{name}</span>;
}
