import type { TransferRecord } from '../src/domain/transfer-records.js';
import type { BegunTransfer } from '../src/domain/transfer.js';
import { STORE } from './samples.js';

/** The other store of the specs. */
export const OTHER_STORE = 'sto_00000000000000000000000002';
const BOOKS = {
  companyId: 'cmp_00000000000000000000000001',
  currency: 'DZD',
  timeZone: 'Africa/Algiers',
} as const;

/** A request of the specs: 4 of `a` and 6 of `b`, from the store of the specs to the other one. */
export function sampleRequest(facts: Partial<BegunTransfer> = {}): BegunTransfer {
  return {
    transferId: 'trf_1',
    fromStoreId: STORE,
    toStoreId: OTHER_STORE,
    from: { ...BOOKS, code: 'ALG1', name: 'Alger' },
    to: { ...BOOKS, code: 'ORN1', name: 'Oran' },
    lines: [
      { productId: 'a', quantity: 4 },
      { productId: 'b', quantity: 6 },
    ],
    ...facts,
  };
}

/** A transfer of the specs, requested. */
export function sampleTransfer(facts: Partial<TransferRecord> = {}): TransferRecord {
  const nothing = {
    shippedQuantity: 0,
    shippedCostMinor: 0,
    receivedQuantity: 0,
    receivedCostMinor: 0,
    lostQuantity: 0,
    lostCostMinor: 0,
  };
  return {
    _id: 'trf_1',
    number: 'ALG1-TR-2026-000001',
    companyId: BOOKS.companyId,
    fromStoreId: STORE,
    fromStoreCode: 'ALG1',
    fromStoreName: 'Alger',
    fromTimeZone: BOOKS.timeZone,
    toStoreId: OTHER_STORE,
    toStoreCode: 'ORN1',
    toStoreName: 'Oran',
    toTimeZone: BOOKS.timeZone,
    currency: 'DZD',
    begunBy: 'asking',
    state: 'requested',
    revision: 1,
    lines: [
      { productId: 'a', quantity: 4, ...nothing },
      { productId: 'b', quantity: 6, ...nothing },
    ],
    leftQuantity: 0,
    leftCostMinor: 0,
    parcels: [],
    moves: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    createdDay: '2026-01-01',
    createdBy: 'usr_1',
    changedAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'usr_1',
    ...facts,
  };
}
