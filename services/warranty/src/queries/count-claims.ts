import { warranty } from '@comptoir/contracts';
import { on } from '../store/warranty-store.js';

/** How many claims of a store were opened and closed in a span of time. */
export const countClaims = on.query(warranty.countClaims, async (store, span) => ({
  opened: await store.countClaims('openedKey', span),
  closed: await store.countClaims('closedKey', span),
}));
