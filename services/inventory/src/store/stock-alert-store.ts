import { ID_PREFIXES, type StockAlertState } from '@comptoir/contracts';
import {
  insert,
  modelOf,
  nowDate,
  readInPieces,
  readNewest,
  update,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import type { LevelChange } from '../domain/levels.js';
import { expiryKeyOf, type ExpiryAlertEnd, type OpenExpiryAlert } from '../domain/expiry-alert.js';
import type { StockAlertRecord, ThresholdRecord } from '../domain/stock-alert-records.js';
import { stockAlertSchema, thresholdSchema } from './stock-alert.schema.js';

/** Which alerts a list has. */
export interface StockAlertsWanted {
  readonly storeId?: string | undefined;
  readonly state?: StockAlertState | undefined;
  readonly productId?: string | undefined;
}

const WITHOUT_KEYS = {
  storeKey: 0,
  stateKey: 0,
  storeStateKey: 0,
  productKey: 0,
  expiryKey: 0,
  openExpiryOf: 0,
} as const;

/** The keys of an alert that is opened. */
function keysOf(opened: StockAlertRecord): object {
  const { _id, storeId, productId } = opened;
  return { storeKey: `${storeId}/${_id}`, ...stateKeysOf(opened), productKey: `${productId}/${_id}` };
}

const EXPIRY_ALERT_FIELDS = { storeId: 1, expiring: 1 } as const;

/** The keys that hold the state of an alert. */
function stateKeysOf({ _id, storeId, state }: Pick<StockAlertRecord, '_id' | 'storeId' | 'state'>): object {
  return { stateKey: `${state}/${_id}`, storeStateKey: `${state}/${storeId}/${_id}` };
}

/** The key of which the fewest alerts are read, and how it begins. */
function orderOf({ storeId, state, productId }: StockAlertsWanted): [field: string, owner: string] {
  if (productId !== undefined) return ['productKey', `${productId}/`];
  if (storeId !== undefined)
    return state === undefined ? ['storeKey', `${storeId}/`] : ['storeStateKey', `${state}/${storeId}/`];
  return state === undefined ? ['_id', ''] : ['stateKey', `${state}/`];
}

/** Alerts of levels, and the thresholds of products. */
export function stockAlertStore(connection: Connection) {
  const alerts = modelOf(connection, 'stockAlerts', stockAlertSchema);
  const thresholds = modelOf(connection, 'thresholds', thresholdSchema);

  return (session: ClientSession | null) => ({
    // reads
    stockAlert: (alertId: string) =>
      alerts.findById(alertId, WITHOUT_KEYS).session(session).lean<StockAlertRecord | null>(),
    /** Newest first; `before` is the last id of the page before. */
    stockAlerts: (
      wanted: StockAlertsWanted,
      before: string | undefined,
      limit: number,
    ): Promise<StockAlertRecord[]> => {
      const where = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      const find = (filter: object, sort: Record<string, -1>, most: number) =>
        alerts.find(filter, WITHOUT_KEYS).sort(sort).limit(most).session(session).lean<StockAlertRecord[]>();
      const [field, owner] = orderOf(wanted);
      const newest = { owner, prefix: `${ID_PREFIXES.alert}_`, cursor: before, nowMs: nowDate().getTime() };
      return readNewest(newest, limit, (range, most) => find({ ...where, [field]: range }, { [field]: -1 }, most));
    },
    /** Which of these keys of batches and dates have an alert, open or ended. */
    expiryAlertKeys: async (keys: readonly string[]): Promise<ReadonlySet<string>> => {
      const found = await readInPieces<{ expiryKey: string }>(keys, (some) =>
        alerts
          .find({ expiryKey: { $in: some } }, { _id: 0, expiryKey: 1 })
          .session(session)
          .lean<{ expiryKey: string }[]>(),
      );
      return new Set(found.map((one) => one.expiryKey));
    },
    /** Open alerts of batches of a store that expire. */
    openExpiryAlerts: (storeId: string): Promise<OpenExpiryAlert[]> =>
      alerts.find({ openExpiryOf: storeId }, EXPIRY_ALERT_FIELDS).session(session).lean<OpenExpiryAlert[]>(),
    /** The same, of keys of batches and dates. */
    openExpiryAlertsOf: (keys: readonly string[]): Promise<OpenExpiryAlert[]> =>
      readInPieces(keys, (some) =>
        alerts
          .find({ expiryKey: { $in: some }, state: 'open' }, EXPIRY_ALERT_FIELDS)
          .session(session)
          .lean<OpenExpiryAlert[]>(),
      ),
    thresholds: (productIds: readonly string[]): Promise<ThresholdRecord[]> =>
      readInPieces(productIds, (some) =>
        thresholds
          .find({ _id: { $in: some } })
          .session(session)
          .lean(),
      ),

    // writes
    /** Opens, changes and ends the alerts of levels that crossed their thresholds. */
    saveCrossings: (changes: readonly LevelChange[]): Write[] =>
      changes.flatMap(({ after, crossing }) => {
        if (!crossing) return [];
        const { opened, changed } = crossing;
        if (opened) return [insert(alerts, { ...opened, ...keysOf(opened) })];
        const { _id, ...fields } = changed!;
        const key = fields.state ? stateKeysOf({ _id, storeId: after.storeId, state: fields.state }) : {};
        return [update(alerts, { _id, state: 'open' }, { $set: { ...fields, ...key } })];
      }),
    insertExpiryAlerts: (opened: readonly (StockAlertRecord & OpenExpiryAlert)[]): Write[] =>
      opened.map((alert) => {
        const { batchId, expiresOn } = alert.expiring;
        const expiryKey = expiryKeyOf(batchId, expiresOn);
        return insert(alerts, { ...alert, ...keysOf(alert), expiryKey, openExpiryOf: alert.storeId });
      }),
    /** Ends alerts of batches, if they are open still. */
    endExpiryAlerts: (ended: readonly ExpiryAlertEnd[]): Write[] =>
      ended.map(({ _id, storeId, recovered }) => {
        const state = 'recovered' as const;
        const fields = { state, recovered, ...stateKeysOf({ _id, storeId, state }) };
        return update(alerts, { _id, state: 'open' }, { $set: fields, $unset: { openExpiryOf: '' } });
      }),
    noteAlertSeen: ({ _id, seen }: StockAlertRecord): Write =>
      update(alerts, { _id, seen: { $exists: false } }, { $set: { seen } }),
    /** Saves what the catalog says of a product, if neither it nor the product's levels have changed since it was read. */
    saveThresholds: (before: ThresholdRecord | undefined, after: ThresholdRecord): Write => {
      if (!before) return insert(thresholds, after);
      const { _id, levels, ...fields } = after;
      return update(thresholds, { _id, version: before.version, levels }, { $set: fields });
    },
    /** Makes a product's first levels in stores and changes of its thresholds take turns. */
    touchThresholds: (known: readonly ThresholdRecord[], changes: readonly LevelChange[]): Write[] =>
      changes
        .filter(({ before }) => !before)
        .map(({ after: { productId } }) => {
          const record = known.find((one) => one._id === productId);
          return record
            ? update(thresholds, { _id: productId, version: record.version }, { $inc: { levels: 1 } })
            : insert(thresholds, { _id: productId, version: 0, lowStockThreshold: 0, stores: [], levels: 1 });
        }),
  });
}
