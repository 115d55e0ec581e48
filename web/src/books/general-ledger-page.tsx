import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { PrintButton, usePrint } from '../kit/print-button.js';
import type { LoadedList } from '../kit/use-list.js';
import { PeriodFilter } from './period-filter.js';
import { EntryLink, RecordLink } from './record-link.js';
import { aboutOf } from './statement-columns.js';
import { useChart } from './use-chart.js';
import { useStoreDays } from './use-store-days.js';

type Movement = Api['GET /ledger']['reply']['items'][number];
type Line = Movement['rows'][number];

/** A line of the page: an account with what it began with, a line of it, or what it ended with. */
interface Shown {
  readonly key: string;
  readonly part: 'account' | 'line' | 'closing';
  readonly of: Movement;
  readonly line?: Line;
}

function shownOf(of: Movement): Shown[] {
  const { account, rows } = of;
  return [
    { key: account, part: 'account', of },
    ...rows.map((line, at): Shown => ({ key: `${account}/${at}`, part: 'line', of, line })),
    { key: `${account}/closing`, part: 'closing', of },
  ];
}

/** Every account of a store with its lines within days. */
export function GeneralLedgerPage() {
  const { t, figure } = useMessages();
  const { store, filters, today, days, within } = useStoreDays();
  const { nameOf } = useChart(store?.companyId);
  const query = { storeId: store?.storeId ?? '', ...days };
  const { data, error, isPending } = useQuery({
    queryKey: ['ledger', query],
    queryFn: () => ask('GET /ledger', { query }),
    enabled: store !== undefined,
  });
  const rows = useMemo(() => (data?.items ?? []).flatMap(shownOf), [data]);
  const list: LoadedList<Shown> = { rows, error, isLoading: isPending, hasMore: false, loadMore: () => undefined };
  const { isPrinting, print } = usePrint(list);
  const amount = (minor: number): string => figure(minor, store?.currency ?? '');
  return (
    <Page
      title={t('page.general-ledger')}
      about={[store?.name, within].filter(Boolean).join(' · ')}
      tools={
        <>
          <PrintButton print={print} isPrinting={isPrinting} />
          <CsvButton route="GET /ledger" query={query} name="general-ledger" />
        </>
      }
    >
      <FilterBar>
        <PeriodFilter filters={filters} today={today} />
      </FilterBar>
      <DataTable
        label={t('page.general-ledger')}
        list={list}
        columns={columnsOf({ t, amount, nameOf, days, currency: store?.currency ?? '' })}
        rowKey={({ key }) => key}
        empty={t('ledger.none')}
        whole={isPrinting}
      />
    </Page>
  );
}

function columnsOf({
  t,
  amount,
  nameOf,
  days,
  currency,
}: {
  t: ReturnType<typeof useMessages>['t'];
  amount: (minor: number) => string;
  nameOf: (account: string) => string;
  days: { from: string; to: string };
  currency: string;
}): Column<Shown>[] {
  const strong = (minor: number) => <span className="strong">{amount(minor)}</span>;
  const side = (of: 'debitMinor' | 'creditMinor') => (row: Shown) => {
    if (row.part === 'closing') return strong(row.of[of]);
    return row.line && row.line[of] > 0 ? amount(row.line[of]) : '';
  };
  return [
    {
      id: 'day',
      head: t('ledger.day'),
      cell: ({ line }) => line?.businessDay,
    },
    {
      id: 'what',
      head: t('ledger.what'),
      cell: ({ part, of, line }) => {
        if (part === 'account')
          return (
            <Link className="link strong" to="/account-statement" search={{ account: of.account, ...days }}>
              {nameOf(of.account)}
            </Link>
          );
        if (part === 'closing') return <span className="quiet">{t('statement.closing')}</span>;
        return line && <EntryLink entryId={line.entryId} number={line.number} />;
      },
    },
    {
      id: 'memo',
      head: t('statement.document'),
      wide: true,
      cell: ({ line }) =>
        line && (
          <>
            <RecordLink kind={line.kind} entryRef={line.ref} saleId={line.saleId} document={line.document}>
              {t(`entry.${line.kind}`)}
            </RecordLink>{' '}
            <span className="quiet">{aboutOf(line)}</span>
          </>
        ),
    },
    { id: 'debit', head: `${t('ledger.debit')}, ${currency}`, numeric: true, cell: side('debitMinor') },
    { id: 'credit', head: `${t('ledger.credit')}, ${currency}`, numeric: true, cell: side('creditMinor') },
    {
      id: 'balance',
      head: `${t('ledger.balance')}, ${currency}`,
      numeric: true,
      cell: ({ part, of, line }) => {
        if (part === 'account') return amount(of.openingMinor);
        return part === 'closing' ? strong(of.closingMinor) : line && amount(line.balanceMinor);
      },
    },
  ];
}
