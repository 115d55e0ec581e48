import { MAX_OPENING_LINES, type Currency, type ManualLine } from '@comptoir/contracts';
import { csvLines, minorOf, readAll } from './csv-file.js';

/** The columns of an opening position as CSV; the amounts are decimal numbers in the currency of the store. */
export const OPENING_COLUMNS = ['account', 'customerId', 'till', 'label', 'debit', 'credit'] as const;

/** The lines of an opening position in CSV; refuses all of it with `opening.csv-invalid`, which names line and column of every fault. */
export function openingLinesOf(csv: string, currency: Currency): ManualLine[] {
  const required = ['account', 'debit', 'credit'] as const;
  const lines = csvLines(csv, { columns: OPENING_COLUMNS, required, most: MAX_OPENING_LINES });
  return readAll(lines, ({ textIn }, note): ManualLine => {
    const amountIn = (name: 'debit' | 'credit'): number => {
      const minor = minorOf(textIn(name), currency);
      if (minor === undefined) note(name, `${textIn(name)} is no amount in ${currency}`);
      return minor ?? 0;
    };
    if (textIn('account') === '') note('account', 'is missing');
    const optional = (['customerId', 'till', 'label'] as const).filter((name) => textIn(name) !== '');
    return {
      account: textIn('account'),
      ...Object.fromEntries(optional.map((name) => [name, textIn(name)])),
      debitMinor: amountIn('debit'),
      creditMinor: amountIn('credit'),
    };
  });
}
