import { catalogErrors, type StoreView } from '@comptoir/contracts';
import type { Store } from './records.js';

/** What is known when a store is opened: whether its id and its code are in use. */
export interface CreateStoreState {
  readonly known: boolean;
  readonly codeTaken: boolean;
}

/** Opens a store. Refuses store.exists (same id) and store.code-taken (same code). */
export function decideCreateStore(
  { known, codeTaken }: CreateStoreState,
  { storeId, ...fields }: Omit<StoreView, 'createdAt'>,
  now: string,
): Store {
  if (known) throw catalogErrors.storeExists('There is a store with this number already.', { storeId });
  if (codeTaken) {
    throw catalogErrors.storeCodeTaken(`Another store has the code ${fields.code} already.`, { code: fields.code });
  }
  return { _id: storeId, ...fields, createdAt: now };
}
