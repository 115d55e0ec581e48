import { Paper } from '@mantine/core';
import type { CustomerCard } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Facts } from '../kit/facts.js';

/** What is known of a customer, for those who do not change it. */
export function CustomerFacts({ customer }: { customer: CustomerCard }) {
  const { t, moment } = useMessages();
  const { store } = useStores();
  const { street, postcode, city, country } = customer.address ?? {};
  return (
    <Facts
      facts={[
        [t('customer.phone'), customer.phone],
        [t('sign-in.email'), customer.email],
        [t('customer.address'), [street, postcode, city, country].filter(Boolean).join(', ')],
        [t('customer.group'), customer.group],
        ...customer.identifiers.map(({ kind, value }) => [t(`identifier.${kind}`), value] as const),
        [t('customer.since'), moment(customer.createdAt, store?.timeZone)],
      ]}
    />
  );
}

/** The accounts that were merged into a customer, as they were called; nothing where there is none. */
export function MergedAccounts({ customer: { merged } }: { customer: CustomerCard }) {
  const { t } = useMessages();
  if (merged.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('card.merged-here')}>
      <h2>{t('card.merged-here')}</h2>
      <ul className="plain">
        {merged.map(({ customerId, name, phone, identifiers }) => (
          <li key={customerId}>{[name, phone, ...identifiers.map((one) => one.value)].filter(Boolean).join(' · ')}</li>
        ))}
      </ul>
    </Paper>
  );
}
