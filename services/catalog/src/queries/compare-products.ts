import { catalog } from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { decideImportProducts } from '../domain/import-products.js';
import { on } from '../store/catalog-store.js';
import { importState } from '../store/import-state.js';

/** What rows of an import would do, by the same decision as the import itself. */
export const compareProducts = on.query(catalog.compareProducts, async (store, { rows }, actor) => {
  const state = await importState(store, rows);
  const decided = decideImportProducts(state, { rows, allOrNothing: false }, { now: now(), actor });
  return { items: decided.rows.map(({ line, outcome }) => ({ line, outcome })), refused: [...decided.refused] };
});
