import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import type { Goods } from './cart.js';

/** Warns of expired units on the shelf, of a product that keeps expiry dates; nothing is asked for other products. */
export function ExpiryMark({ goods, storeId }: { goods: Goods; storeId: string }) {
  const { t } = useMessages();
  const { store } = useStores();
  const { data, isError } = useQuery({
    queryKey: ['batches', storeId, goods.productId],
    queryFn: () => ask('GET /stock', { query: { storeId, productId: goods.productId } }),
    enabled: goods.expiry !== undefined,
  });
  if (isError) return <span className="mark quiet">{t('line.expiry-unknown')}</span>;
  const today = dayIn(store?.timeZone ?? 'UTC', new Date());
  const batches = data?.items[0]?.batches ?? [];
  const isExpired = batches.some(({ expiresOn, remainingQty }) => remainingQty > 0 && (expiresOn ?? today) < today);
  return isExpired ? <span className="mark bad">{t('line.expired')}</span> : null;
}
