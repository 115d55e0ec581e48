import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { EarnedTable } from './earned-table.js';
import { marginLineKey, useMarginColumns } from './margin-lines.js';
import { useProductNames } from './use-product-names.js';

/** What became of a delivery: what was sold of each product so far and what it earned, with the sales that it went into. */
export function DeliverySold({ deliveryId }: { deliveryId: string }) {
  const { t } = useMessages();
  const params = { deliveryId };
  const { data, error } = useQuery({
    queryKey: ['delivery', deliveryId, 'margin'],
    queryFn: () => ask('GET /deliveries/{deliveryId}/margin', { params }),
  });
  const list = useList('GET /deliveries/{deliveryId}/sales', { params });
  const nameOf = useProductNames([
    ...(data?.items.map(({ productId }) => productId) ?? []),
    ...list.rows.flatMap(({ productId, partId = productId }) => [productId, partId]),
  ]);
  const columns = useMarginColumns(nameOf).filter(({ id }) => id !== 'delivery');
  return (
    <>
      <ProblemNote error={error} />
      {data && <EarnedTable margin={data} nameOf={nameOf} />}
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
