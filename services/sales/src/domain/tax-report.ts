import { SALES_ACCOUNTS, sum, type TaxRow, type TaxTotal } from '@comptoir/contracts';
import { balanceOf, byCurrency, type Movement } from './movements.js';

/** Bases and taxes by rate, those without a rate last; minor units. Their sums are those of the accounts. */
export function taxRows(movements: readonly Movement[]): TaxRow[] {
  return byCurrency(movements).flatMap(([currency, moved]) =>
    [...Map.groupBy(moved, (one) => one.taxRateBps)]
      .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
      .map(([taxRateBps, rows]): TaxRow => {
        const onAccounts = (accounts: readonly string[]): number =>
          balanceOf(rows.filter((row) => accounts.includes(row.account)));
        const outputTaxMinor = 0 - onAccounts(['outputTax']);
        const inputTaxMinor = onAccounts(['inputTax']);
        return {
          currency,
          ...(taxRateBps === undefined ? {} : { taxRateBps }),
          baseMinor: 0 - onAccounts(SALES_ACCOUNTS),
          outputTaxMinor,
          inputTaxMinor,
          dueMinor: outputTaxMinor - inputTaxMinor,
        };
      })
      .filter((row) => row.baseMinor !== 0 || row.outputTaxMinor !== 0 || row.inputTaxMinor !== 0),
  );
}

/** The sums of rows by currency. */
export function taxTotals(rows: readonly TaxRow[]): TaxTotal[] {
  return byCurrency(rows).map(([currency, of]) => ({
    currency,
    baseMinor: sum(of.map((row) => row.baseMinor)),
    outputTaxMinor: sum(of.map((row) => row.outputTaxMinor)),
    inputTaxMinor: sum(of.map((row) => row.inputTaxMinor)),
    dueMinor: sum(of.map((row) => row.dueMinor)),
  }));
}
