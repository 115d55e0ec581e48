import { previousDay, sales, salesErrors, type SealedDocument } from '@comptoir/contracts';
import { snapshotKey, snapshotView } from '../domain/closing.js';
import { dayDocuments } from '../domain/day-documents.js';
import { driftsOf } from '../domain/drift.js';
import { GENESIS_HASH, sealOf } from '../domain/hash-chain.js';
import { SEALED_BY } from '../domain/margin.js';
import { partKey, sealedOf } from '../domain/sealed-parts.js';
import { recordsOfDay } from '../reads/records-of-day.js';
import { on } from '../store/sales-store.js';

/** A closed day recomputed from its records beside what was sealed; refuses day.open. */
export const readDrift = on.query(sales.readDrift, async (store, { storeId, businessDay }) => {
  const ids = [businessDay, previousDay(businessDay)].map((day) => snapshotKey(storeId, day));
  const found = new Map((await store.snapshotsOf(ids)).map((one) => [one._id, one]));
  const [record, last = null] = ids.map((id) => found.get(id));
  if (!record) {
    throw salesErrors.dayOpen(`The day ${businessDay} is not closed: nothing was sealed of it yet.`, {
      storeId,
      businessDay,
    });
  }
  const snapshot = snapshotView(record);
  const parts = await store.sealedPartsOf(
    (['documents', ...SEALED_BY] as const).map((what) => partKey(storeId, businessDay, what)),
  );
  const sealed = parts.filter((part) => part.what === 'documents').flatMap((part) => part.rows as SealedDocument[]);
  const now = dayDocuments(await recordsOfDay(store, storeId, businessDay));
  return {
    snapshot,
    chainHolds:
      sealOf(snapshot) === snapshot.hash &&
      sealedOf(parts).hash === snapshot.sealed.hash &&
      snapshot.previousHash === (last?.hash ?? GENESIS_HASH),
    documents: now.length,
    items: driftsOf({ snapshot, last, sealed, now }),
  };
});
