import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Entry } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { useCustomer } from '../kit/use-customer.js';

/** What an entry was posted for, as far as a page shows it: the sale, the delivery; else the number of its paper. */
export function RecordLink({
  kind,
  entryRef,
  saleId,
  document,
  children = null,
}: {
  kind: Entry['kind'];
  entryRef: string;
  saleId: string | undefined;
  document: string | undefined;
  /** What stands where there is neither. */
  children?: ReactNode;
}) {
  const { t } = useMessages();
  const sale = kind === 'sale' ? entryRef : saleId;
  if (sale !== undefined)
    return (
      <Link className="link" to="/sales/$saleId" params={{ saleId: sale }}>
        {document ?? t('page.sale')}
      </Link>
    );
  if (kind === 'delivery')
    return (
      <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId: entryRef }}>
        {document ?? t('entry.delivery')}
      </Link>
    );
  return document ?? children;
}

/** The number of an entry, which leads to it. */
export function EntryLink({ entryId, number }: { entryId: string; number: string }) {
  return (
    <Link className="link" to="/journal/$entryId" params={{ entryId }}>
      {number}
    </Link>
  );
}

/** The name of a customer, which leads to the card. */
export function CustomerLink({ customerId }: { customerId: string }) {
  const { data } = useCustomer(customerId);
  return (
    <Link className="link" to="/customers/$customerId" params={{ customerId }}>
      {data?.name ?? ''}
    </Link>
  );
}
