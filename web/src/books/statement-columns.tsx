import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import type { Column } from '../kit/data-table.js';
import { EntryLink, RecordLink } from './record-link.js';

/** A line of a statement: of an account, or of a customer. */
export type StatementRow = Api['GET /accounts/{account}/statement']['reply']['items'][number];

/** What a line is about, in the words of who posted it; the memo of an entry that no person wrote says only what its kind says. */
export function aboutOf({ kind, memo, label, till }: StatementRow): string {
  return [kind === 'manual' ? memo : undefined, label, till].filter(Boolean).join(' · ');
}

/** The columns of a statement; amounts are written by `amount`, whose heads `headOf` makes. */
export function useStatementColumns<R extends StatementRow>({
  amount,
  headOf,
}: {
  amount: (minor: number, row: R) => string;
  headOf: (name: string) => string;
}): Column<R>[] {
  const { t } = useMessages();
  const one = (id: 'debit' | 'credit', head: string, of: (row: R) => number): Column<R> => ({
    id,
    head: headOf(head),
    numeric: true,
    cell: (row) => (of(row) === 0 ? '' : amount(of(row), row)),
  });
  return [
    { id: 'day', head: t('ledger.day'), cell: ({ businessDay }) => businessDay },
    {
      id: 'number',
      head: t('statement.number'),
      wide: true,
      cell: ({ entryId, number }) => <EntryLink entryId={entryId} number={number} />,
    },
    {
      id: 'what',
      head: t('ledger.what'),
      cell: (row) => (
        <>
          {t(`entry.${row.kind}`)}{' '}
          <span className="quiet">{[aboutOf(row), row.occurredDay].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    {
      id: 'document',
      head: t('statement.document'),
      wide: true,
      cell: ({ kind, ref, saleId, document }) => (
        <RecordLink kind={kind} entryRef={ref} saleId={saleId} document={document} />
      ),
    },
    one('debit', t('ledger.debit'), (row) => row.debitMinor),
    one('credit', t('ledger.credit'), (row) => row.creditMinor),
    {
      id: 'balance',
      head: headOf(t('ledger.balance')),
      numeric: true,
      cell: (row) => amount(row.balanceMinor, row),
    },
  ];
}
