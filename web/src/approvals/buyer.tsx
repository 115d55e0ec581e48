import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { AccountStanding } from '../sale/account-standing.js';

/** For whom a sale waits; a named customer with what is owed and may be. */
export function Buyer({ customerId, currency }: { customerId: string; currency: string }) {
  const { t } = useMessages();
  const { data, error } = useQuery({
    queryKey: ['customers', customerId],
    queryFn: () => ask('GET /customers/{customerId}', { params: { customerId } }),
  });
  return (
    <div className="buyer">
      <ProblemNote error={error} />
      {data && <span className="strong">{data.kind === 'walkIn' ? t('document.walk-in') : data.name}</span>}
      {data && data.kind !== 'walkIn' && <AccountStanding customerId={customerId} currency={currency} />}
    </div>
  );
}
