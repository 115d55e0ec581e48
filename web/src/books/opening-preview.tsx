import { sum } from '@comptoir/contracts/money';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Status } from '../kit/status.js';
import { OpeningEquity } from './opening-equity.js';
import { CustomerLink } from './record-link.js';
import { useChart } from './use-chart.js';

type Line = Api['POST /openings/csv/preview']['reply']['items'][number];
type Numbered = Line & { readonly at: number };

/** What an opening position in CSV would post, line by line, with the line that balances it. */
export function OpeningPreview({
  store,
  items,
  wrong,
}: {
  store: Store;
  items: readonly Line[];
  /** The line that was refused, from 1. */
  wrong: number | undefined;
}) {
  const { t, figure } = useMessages();
  const { accountOf, nameOf } = useChart(store.companyId);
  const { currency } = store;
  const rows = items.map((line, at): Numbered => ({ ...line, at: at + 1 }));
  const [debitMinor, creditMinor] = [
    sum(items.map((line) => line.debitMinor)),
    sum(items.map((line) => line.creditMinor)),
  ];
  const amount = (minor: number): string => (minor === 0 ? '' : figure(minor, currency));
  const columns: Column<Numbered>[] = [
    {
      id: 'at',
      head: '#',
      numeric: true,
      cell: ({ at }) => (at === wrong ? <Status tone="bad">{at}</Status> : at),
    },
    {
      id: 'account',
      head: t('ledger.account'),
      cell: ({ account }) =>
        accountOf(account) ? nameOf(account) : <Status tone="bad">{t('opening.account-unknown', { account })}</Status>,
    },
    {
      id: 'about',
      head: t('opening.about'),
      cell: ({ customerId, till, label }) => (
        <>
          {customerId && <CustomerLink customerId={customerId} />} {[till, label].filter(Boolean).join(' · ')}
        </>
      ),
    },
    {
      id: 'debit',
      head: `${t('ledger.debit')}, ${currency}`,
      numeric: true,
      cell: (line) => amount(line.debitMinor),
    },
    {
      id: 'credit',
      head: `${t('ledger.credit')}, ${currency}`,
      numeric: true,
      cell: (line) => amount(line.creditMinor),
    },
  ];
  return (
    <>
      <DataTable
        label={t('opening.preview')}
        list={{ rows, error: undefined, isLoading: false, hasMore: false, loadMore: () => undefined }}
        columns={columns}
        rowKey={({ at }) => String(at)}
        empty={t('ledger.none')}
        foot={[{ account: t('total.all'), debit: figure(debitMinor, currency), credit: figure(creditMinor, currency) }]}
      />
      <OpeningEquity store={store} differenceMinor={debitMinor - creditMinor} />
    </>
  );
}
