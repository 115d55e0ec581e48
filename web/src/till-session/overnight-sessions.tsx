import { useQuery } from '@tanstack/react-query';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { tillsOf } from './device-till.js';
import { isOvernight } from './till-bar.js';

/** The tills of a store that were left open over night. */
export function OvernightSessions({ store }: { store: Store }) {
  const { t, day } = useMessages();
  const { data } = useQuery(tillsOf(store.storeId));
  const left = data?.items.filter((one) => isOvernight(one, store.timeZone)) ?? [];
  return left.map((one) => (
    <p key={one.till} className="mark warn overnight" role="status" data-testid="overnight">
      {store.name}: {t('session.overnight', { till: one.name, day: day(one.openSession?.openedDay ?? '') })}
    </p>
  ));
}
