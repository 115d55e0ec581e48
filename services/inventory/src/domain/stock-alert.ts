import { inventoryErrors, stockAlertEvents, type DataOf, type MintingContext } from '@comptoir/contracts';
import type { Level } from './records.js';
import type { StockAlertRecord } from './stock-alert-records.js';

/** What a level keeps of its open alert: which of its events were raised. */
export interface OpenAlert {
  readonly alertId: string;
  readonly low: boolean;
  readonly out: boolean;
}

/** An event of a crossing. */
export interface CrossingEvent {
  readonly contract: (typeof stockAlertEvents)[keyof typeof stockAlertEvents];
  readonly data: DataOf<typeof stockAlertEvents.stockLow>;
}

/** A level that crossed its threshold: the alert that it opens, or what changes of the one that is open. */
export interface Crossing {
  readonly opened?: StockAlertRecord;
  readonly changed?: Pick<StockAlertRecord, '_id'> & Partial<StockAlertRecord>;
  readonly events: readonly CrossingEvent[];
}

/**
 * Whether a level with its new figure crosses its threshold. It is low at the threshold or below it, where there is one, and
 * out at zero. Each of the two is raised once, until the level is above both: then it has recovered. `open` is returned
 * itself where nothing crosses.
 */
export function crossingOf(
  level: Omit<Level, 'alert'>,
  open: OpenAlert | undefined,
  moment: MintingContext,
): { readonly alert?: OpenAlert; readonly crossing?: Crossing } {
  const { available, threshold = 0 } = level;
  const isOut = available === 0;
  const isLow = threshold > 0 && available <= threshold;
  const { low, out, recovered } = {
    low: isLow && !open?.low,
    out: isOut && !open?.out,
    recovered: open !== undefined && !isLow && !isOut,
  };
  if (!low && !out && !recovered) return open ? { alert: open } : {};
  const alertId = open?.alertId ?? moment.mint('alert');
  const point = { at: moment.now, by: moment.actor.id, available };
  const data = {
    alertId,
    storeId: level.storeId,
    productId: level.productId,
    available,
    threshold,
    version: level.version,
  };
  if (recovered) {
    const events = [{ contract: stockAlertEvents.stockRecovered, data }];
    return { crossing: { changed: { _id: alertId, state: 'recovered', recovered: point }, events } };
  }
  const crossed = { threshold, ...(low ? { low: point } : {}), ...(out ? { out: point } : {}) };
  const events = [
    ...(low ? [{ contract: stockAlertEvents.stockLow, data }] : []),
    ...(out ? [{ contract: stockAlertEvents.stockOut, data }] : []),
  ];
  const alert = { alertId, low: low || (open?.low ?? false), out: out || (open?.out ?? false) };
  if (open) return { alert, crossing: { changed: { _id: alertId, ...crossed }, events } };
  const { storeId, productId } = level;
  const opened = { _id: alertId, storeId, productId, state: 'open', raisedAt: moment.now, ...crossed } as const;
  return { alert, crossing: { opened, events } };
}

/** The alert as somebody has seen it; the first person stays. Refuses stock-alert.unknown. */
export function decideMarkAlertSeen(
  found: StockAlertRecord | null,
  alertId: string,
  { now, actor }: Pick<MintingContext, 'now' | 'actor'>,
): { readonly alert: StockAlertRecord; readonly isNew: boolean } {
  const alert = requireStockAlert(found, alertId);
  if (alert.seen) return { alert, isNew: false };
  return { alert: { ...alert, seen: { at: now, by: actor.id } }, isNew: true };
}

/** The alert, or stock-alert.unknown. */
export function requireStockAlert(found: StockAlertRecord | null, alertId: string): StockAlertRecord {
  if (found) return found;
  throw inventoryErrors.stockAlertUnknown('There is no stock alert with this number.', { alertId });
}
