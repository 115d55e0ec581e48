import { z } from 'zod';
import { TRANSFER_STATES } from './transfer-states.js';

export const transferState = z.enum(TRANSFER_STATES);
export type TransferState = z.infer<typeof transferState>;

/** Conditions of transitions; inventory decides each from what is on the road (`services/inventory/src/domain/transfer-states.ts`). */
export const TRANSFER_GUARDS = ['somethingOnTheRoad', 'nothingOnTheRoad'] as const;
export type TransferGuard = (typeof TRANSFER_GUARDS)[number];

/** A row of the table: from where to where, under which conditions, by whom, and what else happens. */
export interface TransferTransition {
  readonly name: string;
  readonly from: readonly TransferState[];
  readonly to: TransferState;
  /** All of them hold once it is done. Rows that share a name and a state are told apart by them. */
  readonly guards: readonly TransferGuard[];
  /** Whether a person must say why. */
  readonly reason: 'none' | 'optional' | 'required';
  /** The store whose people do it. */
  readonly side: 'sending' | 'asking';
  /** The permission of whoever does it. */
  readonly by: 'requestTransfers' | 'shipTransfers' | 'receiveTransfers';
  readonly effect: string;
}

/** States that are never left. */
export const FINAL_TRANSFER_STATES = [
  'closed',
  'refused',
  'cancelled',
  'returned',
] as const satisfies readonly TransferState[];

/** The life of a transfer, the only place where it is written down; the README of inventory prints and draws it. */
export const TRANSFER_LIFE = [
  {
    name: 'ship',
    from: ['requested'],
    to: 'shipped',
    guards: [],
    reason: 'none',
    side: 'sending',
    by: 'shipTransfers',
    effect: 'units leave the sending store, oldest batch first; what was asked for and not shipped stays visible',
  },
  {
    name: 'refuse',
    from: ['requested'],
    to: 'refused',
    guards: [],
    reason: 'required',
    side: 'sending',
    by: 'shipTransfers',
    effect: 'nothing leaves',
  },
  {
    name: 'cancel',
    from: ['requested'],
    to: 'cancelled',
    guards: [],
    reason: 'required',
    side: 'asking',
    by: 'requestTransfers',
    effect: 'nothing is asked for any more',
  },
  {
    name: 'return',
    from: ['shipped'],
    to: 'returned',
    guards: [],
    reason: 'required',
    side: 'sending',
    by: 'shipTransfers',
    effect: 'all units are back in the stock of the sending store, at their costs',
  },
  {
    name: 'receive',
    from: ['shipped', 'partlyReceived'],
    to: 'partlyReceived',
    guards: ['somethingOnTheRoad'],
    reason: 'optional',
    side: 'asking',
    by: 'receiveTransfers',
    effect: 'units are in the stock of the asking store, or lost; the rest is on the road',
  },
  {
    name: 'receive',
    from: ['shipped', 'partlyReceived'],
    to: 'received',
    guards: ['nothingOnTheRoad'],
    reason: 'optional',
    side: 'asking',
    by: 'receiveTransfers',
    effect: 'the last units are in the stock of the asking store, or lost',
  },
  {
    name: 'loseRest',
    from: ['shipped', 'partlyReceived'],
    to: 'closed',
    guards: [],
    reason: 'required',
    side: 'asking',
    by: 'receiveTransfers',
    effect: 'what is still on the road is lost, in the books of the store that sent it',
  },
  {
    name: 'close',
    from: ['received'],
    to: 'closed',
    guards: [],
    reason: 'optional',
    side: 'asking',
    by: 'receiveTransfers',
    effect: 'it is put away',
  },
] as const satisfies readonly TransferTransition[];

/** Name of a transition. */
export type TransferTransitionName = (typeof TRANSFER_LIFE)[number]['name'];
