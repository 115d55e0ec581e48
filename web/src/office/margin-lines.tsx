import { Button, Paper } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { useProductNames } from './use-product-names.js';

/** What of a line of a sale, or of what came back of it, came from one batch. */
export type MarginLine = Api['GET /reports/margin/lines']['reply']['items'][number];

/** One key a line: a batch may be sold and come back, and come back again. */
export const marginLineKey = (line: MarginLine): string =>
  `${line.saleId}/${line.saleLineId}/${line.batchId}/${line.kind}/${line.quantity}`;

/** The columns of such lines; `nameOf` names a product. */
export function useMarginColumns(nameOf: (productId: string) => string): Column<MarginLine>[] {
  const { t, figure, quantity } = useMessages();
  return [
    { id: 'day', head: t('ledger.day'), cell: ({ businessDay }) => businessDay },
    {
      id: 'document',
      head: t('document.type'),
      cell: ({ saleId, document, kind }) => (
        <Link className="link" to="/sales/$saleId" params={{ saleId }}>
          {document ?? t(`margin.kind-${kind}`)}
        </Link>
      ),
    },
    {
      id: 'product',
      head: t('line.product'),
      cell: ({ productId, partId, quantity: units, ...measure }) => (
        <>
          {nameOf(productId)}
          {partId && ` · ${nameOf(partId)}`} <span className="quiet">{quantity(units, measure)}</span>
        </>
      ),
    },
    {
      id: 'delivery',
      head: t('margin.by-delivery'),
      wide: true,
      cell: ({ deliveryId, supplierName }) => (
        <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
          {supplierName ?? t('margin.no-supplier')}
        </Link>
      ),
    },
    {
      id: 'revenue',
      head: t('margin.revenue'),
      numeric: true,
      cell: ({ revenueMinor, currency }) => figure(revenueMinor, currency),
    },
    {
      id: 'cost',
      head: t('margin.cost'),
      numeric: true,
      wide: true,
      cell: ({ costMinor, currency }) => figure(costMinor, currency),
    },
    {
      id: 'margin',
      head: t('margin.margin'),
      numeric: true,
      cell: ({ marginMinor, currency }) => figure(marginMinor, currency),
    },
  ];
}

/** The lines of sales and returns behind a row of a margin, by the batch they came from. */
export function MarginLines({ query, title, onClose }: { query: object; title: string; onClose: () => void }) {
  const { t } = useMessages();
  const list = useList('GET /reports/margin/lines', { query });
  const columns = useMarginColumns(
    useProductNames(list.rows.flatMap(({ productId, partId = productId }) => [productId, partId])),
  );
  return (
    <Paper withBorder p="md" className="margin-lines">
      <div className="page-head">
        <h2>{t('margin.lines', { of: title })}</h2>
        <div className="page-tools">
          <CsvButton route="GET /reports/margin/lines" query={query} name="margin-lines" />
          <Button variant="default" onClick={onClose}>
            {t('margin.close')}
          </Button>
        </div>
      </div>
      <DataTable
        label={t('margin.lines', { of: title })}
        list={list}
        columns={columns}
        rowKey={marginLineKey}
        empty={t('margin.none')}
      />
    </Paper>
  );
}
