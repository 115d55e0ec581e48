import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { snapshotView } from '../domain/closing.js';
import { defined } from '../domain/defined.js';
import { on } from '../store/sales-store.js';

/** Closed days, newest first. */
export const listSnapshots = on.query(sales.listSnapshots, async (store, { storeId, limit, cursor }) =>
  listPage(await store.snapshots(defined({ storeId }), cursor, limit + 1), limit, snapshotView),
);
