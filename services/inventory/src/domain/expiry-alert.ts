import { stockExpiryEvents, type DataOf, type MintingContext, type StockCrossing } from '@comptoir/contracts';
import type { Batch } from './records.js';
import type { StockAlertRecord } from './stock-alert-records.js';

type Stocked = Pick<Batch, '_id' | 'productId' | 'remainingQty' | 'expiresOn'>;

/** A batch with units left and a date. */
export type Dated = Stocked & Required<Pick<Batch, 'expiresOn'>>;

/** An open alert of a batch that expires. */
export type OpenExpiryAlert = Pick<StockAlertRecord, '_id' | 'storeId'> & Required<Pick<StockAlertRecord, 'expiring'>>;

/** The end of an alert. */
export interface ExpiryAlertEnd extends Pick<StockAlertRecord, '_id' | 'storeId'> {
  readonly recovered: StockCrossing;
}

/** What alerts of batches are told apart by: a batch has one for each date that it ever had. */
export function expiryKeyOf(batchId: string, expiresOn: string): string {
  return `${batchId}/${expiresOn}`;
}

/** Keys of the alerts that batches may have; those without a date have none. */
export function expiryKeysOf(batches: readonly Pick<Batch, '_id' | 'expiresOn'>[]): string[] {
  return batches.flatMap(({ _id, expiresOn }) => (expiresOn === undefined ? [] : expiryKeyOf(_id, expiresOn)));
}

/** What warnings of a store are decided on. */
export interface WarnExpiringState {
  /** Batches with units left that expire within the days asked for. */
  readonly expiring: readonly Dated[];
  /** Keys of those that an alert was raised for, open or ended. */
  readonly told: ReadonlySet<string>;
  /** The alerts that are open, and the batches that they are of, also those without units. */
  readonly open: readonly OpenExpiryAlert[];
  readonly batches: readonly Stocked[];
}

/** Warnings that were decided. */
export interface ExpiryWarnings {
  readonly opened: readonly (StockAlertRecord & OpenExpiryAlert)[];
  readonly ended: readonly ExpiryAlertEnd[];
  readonly events: readonly DataOf<typeof stockExpiryEvents.stockExpiring>[];
  /** Whether some are left to raise. */
  readonly more: boolean;
}

/**
 * Raises an alert for each batch that was not told of with its date, the earliest first and `limit` at most. An alert ends
 * where nothing is left of its batch, or the batch has another date.
 */
export function decideWarnExpiring(
  { expiring, told, open, batches }: WarnExpiringState,
  { storeId, limit }: { readonly storeId: string; readonly limit: number },
  moment: MintingContext,
): ExpiryWarnings {
  const due = expiring
    .filter(({ _id, expiresOn }) => !told.has(expiryKeyOf(_id, expiresOn)))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const opened = due.slice(0, limit).map((batch) => alertOf(batch, storeId, moment));
  return {
    opened,
    ended: endsOf(open, new Map(batches.map((batch) => [batch._id, batch])), moment),
    events: opened.map(({ _id: alertId, productId, expiring: { batchId, expiresOn, available } }) => ({
      alertId,
      storeId,
      productId,
      batchId,
      expiresOn,
      available,
    })),
    more: due.length > limit,
  };
}

function orderOf({ _id, expiresOn }: Dated): string {
  return `${expiresOn}/${_id}`;
}

function alertOf(
  { _id: batchId, productId, remainingQty: available, expiresOn }: Dated,
  storeId: string,
  { now, actor, mint }: MintingContext,
): StockAlertRecord & OpenExpiryAlert {
  return {
    _id: mint('alert'),
    storeId,
    productId,
    state: 'open',
    threshold: 0,
    raisedAt: now,
    expiring: { at: now, by: actor.id, available, batchId, expiresOn },
  };
}

/** The alerts that end: `batches` are as they are now; one that is not among them has gone. */
function endsOf(
  open: readonly OpenExpiryAlert[],
  batches: ReadonlyMap<string, Pick<Batch, 'remainingQty' | 'expiresOn'>>,
  { now, actor }: Pick<MintingContext, 'now' | 'actor'>,
): ExpiryAlertEnd[] {
  return open.flatMap(({ _id, storeId, expiring: { batchId, expiresOn } }) => {
    const batch = batches.get(batchId);
    const available = batch?.remainingQty ?? 0;
    if (available > 0 && batch?.expiresOn === expiresOn) return [];
    return [{ _id, storeId, recovered: { at: now, by: actor.id, available } }];
  });
}

/** The alerts that end because units are taken from their batches; `batches` are as they were before. */
export function alertsEndedByTaking(
  open: readonly OpenExpiryAlert[],
  batches: readonly Stocked[],
  takes: readonly { readonly batchId: string; readonly quantity: number }[],
  moment: Pick<MintingContext, 'now' | 'actor'>,
): ExpiryAlertEnd[] {
  const taken = new Map(takes.map(({ batchId, quantity }) => [batchId, quantity]));
  const after = batches.map(
    (batch) => [batch._id, { ...batch, remainingQty: batch.remainingQty - (taken.get(batch._id) ?? 0) }] as const,
  );
  return endsOf(open, new Map(after), moment);
}
