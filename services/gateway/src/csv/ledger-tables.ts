import type { AccountMovement, AccountView, PeriodView, StatementRow } from '@comptoir/contracts';
import type { TrialBalance } from '../books/trial-balance.js';
import { count, money, tableOf, text, type Column, type CsvTable } from './table.js';

/** The views of the ledger as CSV. */

export const accountTable = tableOf<AccountView>('accounts', [
  text('account', (one) => one.account),
  text('code', (one) => one.code),
  text('name', (one) => one.name),
  text('type', (one) => one.type),
  text('standard', (one) => String(one.standard)),
  text('subAccountsBy', (one) => one.subAccountsBy),
]);

const rowColumns = <R>(rowOf: (row: R) => StatementRow): Column<R>[] => [
  text('businessDay', (one) => rowOf(one).businessDay),
  text('occurredDay', (one) => rowOf(one).occurredDay),
  text('number', (one) => rowOf(one).number),
  text('kind', (one) => rowOf(one).kind),
  text('memo', (one) => rowOf(one).memo),
  text('document', (one) => rowOf(one).document),
  text('ref', (one) => rowOf(one).ref),
  text('customerId', (one) => rowOf(one).customerId),
  text('saleId', (one) => rowOf(one).saleId),
  text('till', (one) => rowOf(one).till),
  count('taxRateBps', (one) => rowOf(one).taxRateBps),
  text('label', (one) => rowOf(one).label),
  ...money<R>((one) => rowOf(one).currency, {
    debit: (one) => rowOf(one).debitMinor,
    credit: (one) => rowOf(one).creditMinor,
    balance: (one) => rowOf(one).balanceMinor,
  }),
];

export const statementTable = tableOf<StatementRow>(
  'statement',
  rowColumns((row) => row),
);

type Account = AccountMovement & { readonly rows: readonly StatementRow[] };
type Line = { readonly account: string; readonly row: StatementRow };
export const ledgerTable: CsvTable<Account, Line> = {
  file: 'ledger',
  rowsOf: ({ account, rows }) => rows.map((row) => ({ account, row })),
  columns: [text('account', ({ account }) => account), ...rowColumns<Line>(({ row }) => row)],
};

type Balance = TrialBalance['balances'][number];
type BalanceRow = Balance['accounts'][number] & Pick<Balance, 'currency'>;
export const trialBalanceTable: CsvTable<Balance, BalanceRow> = {
  file: 'trial-balance',
  itemsOf: ({ balances }: TrialBalance) => balances,
  rowsOf: ({ currency, accounts }) => accounts.map((account) => ({ currency, ...account })),
  columns: [
    text('account', (one) => one.account),
    ...money<BalanceRow>((one) => one.currency, {
      debit: (one) => one.debitMinor,
      credit: (one) => one.creditMinor,
      balance: (one) => one.balanceMinor,
    }),
  ],
};

type Sum = { readonly period: PeriodView; readonly sum: PeriodView['sums'][number] };
export const periodTable: CsvTable<PeriodView, Sum> = {
  file: 'periods',
  rowsOf: (period) => period.sums.map((sum) => ({ period, sum })),
  columns: [
    text('storeId', ({ period }) => period.storeId),
    text('period', ({ period }) => period.period),
    text('through', ({ period }) => period.through),
    text('account', ({ sum }) => sum.account),
    text('till', ({ sum }) => sum.till),
    ...money<Sum>(({ period }) => period.currency, {
      debit: ({ sum }) => sum.debitMinor,
      credit: ({ sum }) => sum.creditMinor,
    }),
    text('hash', ({ period }) => period.hash),
  ],
};
