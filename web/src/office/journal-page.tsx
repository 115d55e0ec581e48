import { STANDARD_ACCOUNTS } from '@comptoir/contracts/accounts';
import { Table } from '@mantine/core';
import type { Entry } from '../api/shapes.js';
import { EntryLink } from '../books/record-link.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { accountName } from './account-name.js';

const KINDS = [
  'sale',
  'correction',
  'delivery',
  'writeOff',
  'transfer',
  'stockCount',
  'deliveryCorrection',
  'payment',
  'till',
  'manual',
  'opening',
  'closing',
] as const;

/** The journal of a store: every entry with its lines, newest first. */
export function JournalPage() {
  const { t, moment } = useMessages();
  const { store, currency, filters, query, list, about } = useStoreList<
    'GET /ledger/entries',
    'account' | 'kind' | 'from' | 'to'
  >('GET /ledger/entries', ({ kind }) => kind !== undefined);
  const columns: Column<Entry>[] = [
    { id: 'day', head: t('ledger.day'), cell: ({ businessDay }) => businessDay },
    {
      id: 'number',
      head: t('statement.number'),
      wide: true,
      cell: ({ entryId, number }) => <EntryLink entryId={entryId} number={number} />,
    },
    { id: 'at', head: t('ledger.posted'), wide: true, cell: ({ postedAt }) => moment(postedAt, store?.timeZone) },
    {
      id: 'what',
      head: t('ledger.what'),
      cell: ({ kind, memo, occurredDay }) => (
        <>
          {t(`entry.${kind}`)} <span className="quiet">{memo}</span>
          {occurredDay && <span className="quiet"> · {t('receipt.of-day', { day: occurredDay })}</span>}
        </>
      ),
    },
    {
      id: 'lines',
      head: t('ledger.lines', { currency }),
      cell: (entry) => <Lines entry={entry} />,
    },
  ];
  return (
    <Page
      title={t('page.journal')}
      about={about}
      tools={<CsvButton route="GET /ledger/entries" query={query} name="journal" />}
    >
      <FilterBar>
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
        <ChoiceFilter
          filters={filters}
          name="kind"
          label={t('ledger.what')}
          choices={KINDS.map((value) => ({ value, label: t(`entry.${value}`) }))}
        />
        <ChoiceFilter
          filters={filters}
          name="account"
          label={t('ledger.account')}
          choices={STANDARD_ACCOUNTS.map((value) => ({ value, label: t(`account.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.journal')}
        list={list}
        columns={columns}
        rowKey={({ entryId }) => entryId}
        empty={t('ledger.none')}
      />
    </Page>
  );
}

function Lines({ entry: { lines, currency } }: { entry: Entry }) {
  const { t, figure } = useMessages();
  return (
    <Table className="entry-lines" aria-label={t('ledger.title')}>
      <Table.Tbody>
        {lines.map(({ account, debitMinor, creditMinor }, index) => (
          <Table.Tr key={index}>
            <Table.Td>{accountName({ t }, account)}</Table.Td>
            <Table.Td className="number">{debitMinor > 0 ? figure(debitMinor, currency) : ''}</Table.Td>
            <Table.Td className="number">{creditMinor > 0 ? figure(creditMinor, currency) : ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
