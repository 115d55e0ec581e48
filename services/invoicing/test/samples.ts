import { totalsOf, totalsOfLine, type CommandContext } from '@comptoir/contracts';
import type { InvoiceLine, IssueInvoice } from '../src/domain/records.js';

/** Records and inputs for the specs of the domain. */

/** An id of a kind for specs: the prefix and a number. */
export const idOf = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(26, '0')}`;

/** A moment of the specs. */
export const MOMENT: CommandContext = { now: '2026-03-04T10:00:00.000Z', actor: { id: 'usr_spec', role: 'cashier' } };

/** A right line. */
export function lineOf(n: number, quantity: number, unitPriceMinor: number, taxRateBps: number): InvoiceLine {
  return {
    saleLineId: idOf('lin', n),
    productId: idOf('prd', n),
    sku: `SKU-${n}`,
    name: `Thing ${n}`,
    quantity,
    unitPriceMinor,
    taxRateBps,
    ...totalsOfLine({ quantity, unitPriceMinor, taxRateBps }),
  };
}

/** A right command for the document of a sale. */
export function invoiceOf(lines: InvoiceLine[], changes: Partial<IssueInvoice> = {}): IssueInvoice {
  return {
    invoiceId: idOf('inv', 1),
    type: 'FACTURE',
    saleId: idOf('sal', 1),
    orderId: idOf('ord', 1),
    currency: 'DZD',
    businessDay: '2026-03-04',
    seller: {
      storeId: idOf('sto', 1),
      storeCode: 'ALG1',
      storeName: 'Alger',
      address: '1 rue Didouche',
      legal: { companyName: 'SARL X' },
    },
    buyer: { customerId: idOf('cus', 1), kind: 'walkIn', name: 'Client de passage' },
    lines,
    ...totalsOf(lines),
    ...changes,
  };
}
