import type { TransferCard, TransferView } from '@comptoir/contracts';

/** A transfer as stored. `fromTimeZone` and `toTimeZone` are those of its stores: they decide business days. */
export interface TransferRecord extends Omit<TransferCard, 'transferId'> {
  readonly _id: string;
  readonly companyId: string;
  readonly fromTimeZone: string;
  readonly toTimeZone: string;
}

/** The counter of the numbers of a store's transfers in a year; `_id` is how they begin, such as `ALG1-TR-2026`. */
export interface TransferSeries {
  readonly _id: string;
  /** The last number that was drawn. */
  readonly last: number;
}

/** A transfer in a list, without its parcels and what moved. */
export function transferViewOf(record: Omit<TransferRecord, 'parcels' | 'moves'>): TransferView {
  const { _id, companyId: _company, fromTimeZone: _from, toTimeZone: _to, ...fields } = record;
  const { parcels: _parcels, moves: _moves, ...view } = fields as typeof fields & Partial<TransferRecord>;
  return { transferId: _id, ...view };
}

/** A transfer with its parcels and all that moved. */
export function transferCardOf(record: TransferRecord): TransferCard {
  return { ...transferViewOf(record), parcels: record.parcels, moves: record.moves };
}

/** How the numbers of the transfers that a store sends begin on a day. */
export function transferSeriesOf(storeCode: string, day: string): string {
  return `${storeCode}-TR-${day.slice(0, 4)}`;
}
