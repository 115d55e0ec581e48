import { taxOfLines, totalsOf, type CommandContext } from '@comptoir/contracts';
import type { InvoiceLine, IssueInvoice } from '../src/domain/records.js';

/** Records and inputs for the specs of the domain. */

/** An id of a kind for specs: the prefix and a number. */
export const idOf = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(26, '0')}`;

/** A moment of the specs. */
export const MOMENT: CommandContext = { now: '2026-03-04T10:00:00.000Z', actor: { id: 'usr_spec', role: 'cashier' } };

/** A right line of a document that has no other at its rate. */
export function lineOf(
  n: number,
  quantity: number,
  unitPriceMinor: number,
  taxRateBps: number,
  changes: Partial<InvoiceLine> = {},
): InvoiceLine {
  const line = {
    saleLineId: idOf('lin', n),
    productId: idOf('prd', n),
    sku: `SKU-${n}`,
    name: `Thing ${n}`,
    quantity,
    unit: 'piece' as const,
    quantityDecimals: 0,
    unitPriceMinor,
    discountMinor: 0,
    documentDiscountMinor: 0,
    taxRateBps,
    netMinor: 0,
    taxMinor: 0,
    grossMinor: 0,
    ...changes,
  };
  return pricedTogether([line])[0]!;
}

/** The same lines with the amounts that they have in one document. */
export function pricedTogether(lines: readonly InvoiceLine[], pricesIncludeTax = false): InvoiceLine[] {
  return taxOfLines(lines, pricesIncludeTax).map(({ netMinor, taxMinor, grossMinor }, index) => ({
    ...lines[index]!,
    netMinor,
    taxMinor,
    grossMinor,
  }));
}

/** A right command for the document of a sale. */
export function invoiceOf(lines: InvoiceLine[], changes: Partial<IssueInvoice> = {}): IssueInvoice {
  return {
    invoiceId: idOf('inv', 1),
    type: 'FACTURE',
    saleId: idOf('sal', 1),
    orderId: idOf('ord', 1),
    currency: 'DZD',
    pricesIncludeTax: false,
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
