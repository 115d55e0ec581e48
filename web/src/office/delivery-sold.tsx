import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { FiguresTable } from '../kit/figures-table.js';
import { useList } from '../kit/use-list.js';
import { marginLineKey, useMarginColumns } from './margin-lines.js';
import { useProductNames } from './use-product-names.js';

/** What became of a delivery: what was sold of each product so far and what it earned, with the sales that it went into. */
export function DeliverySold({ deliveryId }: { deliveryId: string }) {
  const { t, money, figure, quantity } = useMessages();
  const params = { deliveryId };
  const { data, error } = useQuery({
    queryKey: ['delivery', deliveryId, 'margin'],
    queryFn: () => ask('GET /deliveries/{deliveryId}/margin', { params }),
  });
  const list = useList('GET /deliveries/{deliveryId}/sales', { params });
  const nameOf = useProductNames([
    ...(data?.items.map(({ productId }) => productId) ?? []),
    ...list.rows.map(({ productId }) => productId),
  ]);
  const columns = useMarginColumns(nameOf).filter(({ id }) => id !== 'delivery');
  return (
    <>
      <ProblemNote error={error} />
      {data && data.items.length > 0 && (
        <Paper withBorder p="md">
          <h2>{t('delivery.earned')}</h2>
          <FiguresTable
            label={t('delivery.earned')}
            name={t('line.product')}
            heads={[t('line.quantity'), t('margin.revenue'), t('margin.cost'), t('margin.margin')]}
            rows={data.items.map(({ productId, currency, quantity: units, ...one }) => ({
              key: productId,
              name: nameOf(productId),
              figures: [
                quantity(units, one),
                ...[one.revenueMinor, one.costMinor, one.marginMinor].map((minor) => figure(minor, currency)),
              ],
            }))}
            totals={data.totals.map(({ currency, ...one }) => ({
              key: currency,
              name: t('total.all'),
              figures: [
                '',
                ...[one.revenueMinor, one.costMinor, one.marginMinor].map((minor) => money(minor, currency)),
              ],
            }))}
          />
        </Paper>
      )}
      <section>
        <div className="page-head">
          <h2>{t('delivery.sales')}</h2>
          <div className="page-tools">
            <CsvButton route="GET /deliveries/{deliveryId}/sales" params={params} query={{}} name="delivery-sales" />
          </div>
        </div>
        <DataTable
          label={t('delivery.sales')}
          list={list}
          columns={columns}
          rowKey={marginLineKey}
          empty={t('delivery.not-sold')}
        />
      </section>
    </>
  );
}
