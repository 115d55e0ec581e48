import {
  kernelErrors,
  salesErrors,
  type ParsedInputOf,
  type Refund,
  type sales,
  type StoreView,
} from '@comptoir/contracts';
import type { SaleRecord } from './records.js';

type Asked = Pick<ParsedInputOf<typeof sales.beginCorrection>, 'takenBackIn' | 'lines'>;

/** The store that sold, as refusals name it. */
function soldIn({ store: { storeId, code, name } }: Pick<SaleRecord, 'store'>): object {
  return { storeId, code, name };
}

/**
 * The store that takes goods in where it is not the one that sold; undefined where it is. Refuses `return.other-company` where
 * company or currency differ: the books of another company cannot take back what it did not sell. A cancellation stays at home.
 */
export function requireMayTakeBack(
  sale: Pick<SaleRecord, 'storeId' | 'store' | 'currency'>,
  { takenBackIn, lines }: Asked,
): StoreView | undefined {
  if (!takenBackIn || takenBackIn.storeId === sale.storeId) return undefined;
  if (!lines) {
    throw kernelErrors.messageInvalid('Another store takes back named lines; a sale is cancelled where it was sold.', {
      issues: [{ field: 'lines', fault: 'is missing' }],
    });
  }
  if (takenBackIn.companyId === sale.store.companyId && takenBackIn.currency === sale.currency) return takenBackIn;
  throw salesErrors.returnOtherCompany(
    `${takenBackIn.name} is of another company or currency than ${sale.store.name}, which sold this: it comes back in the stores of that company.`,
    { soldIn: soldIn(sale) },
  );
}

/**
 * Refuses what would be settled in the books of the store that sold. `return.owed`: debts are kept by store, and the entry of a
 * return stands in one store. Money leaves the accounts of the store that takes back, by any means.
 */
export function requireSettledElsewhere(
  sale: Pick<SaleRecord, 'store'>,
  { ownMinor, settled }: Pick<Refund, 'ownMinor' | 'settled'>,
): void {
  if (ownMinor === 0 && settled.length === 0) return;
  throw salesErrors.returnOwed(
    `The customer owes something, and what comes back pays it first: bring it back to ${sale.store.name}.`,
    { soldIn: soldIn(sale) },
  );
}
