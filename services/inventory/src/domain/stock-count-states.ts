import {
  inventoryErrors,
  STOCK_COUNT_LIFE,
  type StockCountState,
  type StockCountTransition,
  type StockCountTransitionName,
} from '@comptoir/contracts';

const ROWS: readonly StockCountTransition[] = STOCK_COUNT_LIFE;

const IN_WORDS: Readonly<Record<StockCountState, string>> = {
  open: 'being counted',
  inReview: 'in review',
  posted: 'posted',
  cancelled: 'cancelled',
};

interface Standing {
  readonly _id: string;
  readonly state: StockCountState;
  readonly revision: number;
}

/** The state after a transition. Refuses stock-count.state where the table has no such way. */
export function moveCount({ _id, state, revision }: Standing, name: StockCountTransitionName): StockCountState {
  const row = ROWS.find((one) => one.name === name && one.from.includes(state));
  if (row) return row.to;
  throw inventoryErrors.stockCountState(`This stock count is ${IN_WORDS[state]}.`, {
    stockCountId: _id,
    state,
    revision,
  });
}

/** Refuses stock-count.changed where another revision was seen than the one that is current. */
export function requireCountRevision({ _id, revision }: Standing, asked: number): void {
  if (revision === asked) return;
  throw inventoryErrors.stockCountChanged('This stock count was changed by somebody else in between: read it again.', {
    stockCountId: _id,
    revision,
    asked,
  });
}
