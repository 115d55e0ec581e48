import type { StockAlert } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useMessages } from '../i18n/messages.js';
import { Status } from '../kit/status.js';

/** That units of a batch expire on a day, or have expired by today in their store. */
export function ExpiryStatus({
  expiring: { expiresOn },
  timeZone,
}: {
  expiring: NonNullable<StockAlert['expiring']>;
  timeZone: string | undefined;
}) {
  const { t, day } = useMessages();
  const isExpired = expiresOn < dayIn(timeZone ?? 'UTC', new Date());
  return (
    <Status tone={isExpired ? 'bad' : 'warn'}>
      {t(isExpired ? 'alert.expired' : 'alert.expires', { day: day(expiresOn) })}
    </Status>
  );
}
