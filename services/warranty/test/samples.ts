import type { CommandContext } from '@comptoir/contracts';
import { decideIssueGuarantee } from '../src/domain/guarantee.js';
import type { ClaimRecord, GuaranteeRecord } from '../src/domain/records.js';

/** Records and inputs for the specs of the domain. */

/** An id of a kind for specs: the prefix and a number. */
export const idOf = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(26, '0')}`;

/** A moment of the specs. */
export const MOMENT: CommandContext = { now: '2026-03-04T10:00:00.000Z', actor: { id: 'usr_spec', role: 'cashier' } };

/** A guarantee of one line a quantity, 12 months each. */
export function guaranteeOf(...quantities: number[]): GuaranteeRecord {
  return decideIssueGuarantee(
    null,
    {
      guaranteeId: idOf('gua', 1),
      saleId: idOf('sal', 1),
      invoiceId: idOf('inv', 1),
      storeId: idOf('sto', 1),
      customerId: idOf('cus', 1),
      startsOn: '2026-03-04',
      timeZone: 'Africa/Algiers',
      lines: quantities.map((quantity, n) => ({
        saleLineId: idOf('lin', n),
        productId: idOf('prd', n),
        sku: `SKU-${n}`,
        name: `Thing ${n}`,
        quantity,
        unit: 'piece' as const,
        quantityDecimals: 0,
        warrantyMonths: 12,
      })),
    },
    MOMENT,
  );
}

/** An open claim on a line. */
export function claimOn(line: number, quantity: number, n = 1): ClaimRecord {
  return {
    _id: idOf('clm', n),
    guaranteeId: idOf('gua', 1),
    saleLineId: idOf('lin', line),
    quantity,
    complaint: 'hums',
    state: 'open',
    openedAt: MOMENT.now,
    openedBy: 'usr_spec',
    storeId: idOf('sto', 1),
    openedKey: `${idOf('sto', 1)}/${MOMENT.now}`,
  };
}
