import { z } from 'zod';

/** States of a stock count. `inReview`: nobody counts any more, and the differences are looked at. */
export const stockCountState = z.enum(['open', 'inReview', 'posted', 'cancelled']);
export type StockCountState = z.infer<typeof stockCountState>;

/** A row of the table: from where to where, by whom, and what else happens. */
export interface StockCountTransition {
  readonly name: string;
  readonly from: readonly StockCountState[];
  readonly to: StockCountState;
  /** Whether a person must say why. */
  readonly reason: 'none' | 'required';
  /** The permission of whoever does it. */
  readonly by: 'countStock' | 'postStockCounts';
  readonly effect: string;
}

/** States that are never left. */
export const FINAL_STOCK_COUNT_STATES = ['posted', 'cancelled'] as const satisfies readonly StockCountState[];

/** The life of a stock count, the only place where it is written down; the README of inventory prints and draws it. */
export const STOCK_COUNT_LIFE = [
  {
    name: 'enter',
    from: ['open'],
    to: 'open',
    reason: 'none',
    by: 'countStock',
    effect: 'an entry is added, or withdrawn by a new one',
  },
  {
    name: 'review',
    from: ['open'],
    to: 'inReview',
    reason: 'none',
    by: 'countStock',
    effect: 'nothing more is entered; the differences stand',
  },
  {
    name: 'recount',
    from: ['inReview'],
    to: 'open',
    reason: 'none',
    by: 'countStock',
    effect: 'the lines named are counted anew, their entries so far no longer count',
  },
  {
    name: 'post',
    from: ['inReview'],
    to: 'posted',
    reason: 'none',
    by: 'postStockCounts',
    effect: 'missing units leave the stock, found ones enter it, and the ledger follows',
  },
  {
    name: 'cancel',
    from: ['open', 'inReview'],
    to: 'cancelled',
    reason: 'required',
    by: 'countStock',
    effect: 'the stock stays as it is',
  },
] as const satisfies readonly StockCountTransition[];

/** Name of a transition. */
export type StockCountTransitionName = (typeof STOCK_COUNT_LIFE)[number]['name'];
