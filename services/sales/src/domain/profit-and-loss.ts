import { sum, type AccountView, type ResultRow, type ResultTotal } from '@comptoir/contracts';
import { balanceOf, byCurrency, type Movement } from './movements.js';

/** What moved on the income and expense accounts of a chart, in its order; minor units. Accounts that did not move are left out. */
export function resultRows(movements: readonly Movement[], accounts: readonly AccountView[]): ResultRow[] {
  return byCurrency(movements).flatMap(([currency, moved]) =>
    accounts.flatMap(({ account, code, name, type }): ResultRow[] => {
      const own = moved.filter((one) => one.account === account);
      if ((type !== 'income' && type !== 'expense') || own.length === 0) return [];
      const debitMinor = balanceOf(own);
      return [{ currency, account, code, name, type, amountMinor: type === 'expense' ? debitMinor : 0 - debitMinor }];
    }),
  );
}

/** Income, expense and result of rows by currency. */
export function resultTotals(rows: readonly ResultRow[]): ResultTotal[] {
  return byCurrency(rows).map(([currency, of]) => {
    const total = (type: ResultRow['type']): number =>
      sum(of.filter((row) => row.type === type).map((row) => row.amountMinor));
    const [incomeMinor, expenseMinor] = [total('income'), total('expense')];
    return { currency, incomeMinor, expenseMinor, resultMinor: incomeMinor - expenseMinor };
  });
}
