import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Product, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';

const MAX_PAGES = 5;

/** Products that are low in the store; of a catalogue with more than a thousand products only the first thousand are read, and `whole` is false. */
async function lowIn(storeId: string): Promise<{ low: Product[]; whole: boolean }> {
  const low: Product[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, nextCursor } = await ask('GET /products', {
      query: { limit: '200', ...(cursor ? { cursor } : {}) },
    });
    low.push(...items.filter((product) => product.stock.some((one) => one.storeId === storeId && one.low)));
    if (!nextCursor) return { low, whole: true };
    cursor = nextCursor;
  }
  return { low, whole: false };
}

/** Products with low stock in the store. */
export function LowStock({ store }: { store: Store }) {
  const { t, quantity } = useMessages();
  const { data, error } = useQuery({
    queryKey: ['day', store.storeId, 'low'],
    queryFn: () => lowIn(store.storeId),
    staleTime: 10_000,
  });
  return (
    <Paper withBorder className="records">
      <h2>
        {t('day.low')} {data && data.low.length > 0 && <span className="mark warn">{data.low.length}</span>}
      </h2>
      <ProblemNote error={error} />
      {data?.low.length === 0 && <p className="quiet">{t('day.low-none')}</p>}
      {data && !data.whole && <p className="quiet">{t('day.low-part')}</p>}
      <ul className="plain">
        {data?.low.map((product) => (
          <li key={product.productId}>
            <span>{product.name}</span>
            <span className="mark warn">
              {t('line.in-stock', {
                count: quantity(product.stock.find((one) => one.storeId === store.storeId)?.available ?? 0, product),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
