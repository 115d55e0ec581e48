import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { snapshotView } from '../domain/closing.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';

/** Closed days, newest first. */
export const listSnapshots = on.query(sales.listSnapshots, async (store, { storeId, limit, cursor }) =>
  listPage(await store.snapshots(omitUndefined({ storeId }), cursor, limit + 1), limit, snapshotView),
);
