import {
  businessDayOf,
  salesErrors,
  type MintingContext,
  type ParsedInputOf,
  type sales,
  type TillView,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { formatAmount } from './format-amount.js';
import { CASH_PURPOSES, headOf, tillEntry } from './journal.js';
import { omitUndefined } from './omit-undefined.js';
import type {
  BusinessDayRecord,
  CashMovementRecord,
  EntryDraft,
  TillRecord,
  TillSessionRecord,
  ZReportRecord,
} from './records.js';
import { requireOpenSession } from './through-till.js';

/** Key of a till. */
export function tillKey(storeId: string, till: string): string {
  return `${storeId}/${till}`;
}

/** A new till, without a session. */
export function decideAddTill({ storeId, till, name }: ParsedInputOf<typeof sales.addTill>): TillRecord {
  return { _id: tillKey(storeId, till), storeId, till, name, sessions: 0 };
}

/** What the opening of a session looks at. */
export interface OpenSessionState {
  readonly till: TillRecord | null;
  readonly open: TillSessionRecord | null;
  readonly last: Pick<ZReportRecord, 'keptMinor'> | null;
  readonly day: BusinessDayRecord | null;
}

/** What the opening of a session writes; the entry is there where the float is not what the last session left. */
export interface SessionOpened {
  readonly till: TillRecord;
  readonly session: TillSessionRecord;
  readonly draft: EntryDraft | undefined;
}

/**
 * Opens a session of a till with the cash in its drawer. What is more, or less, than the last session left comes from the
 * safe, or goes there. Refuses `till.unknown`, and `till.open` where a session is open.
 */
export function decideOpenTillSession(
  state: OpenSessionState,
  input: ParsedInputOf<typeof sales.openTillSession>,
  moment: MintingContext,
): SessionOpened {
  const { store, floatMinor, sessionId } = input;
  const { till } = state;
  if (!till) {
    throw salesErrors.tillUnknown(`There is no till ${input.till} in this store: add it first.`, {
      till: input.till,
      storeId: store.storeId,
    });
  }
  if (till.openSessionId !== undefined) {
    throw salesErrors.tillOpen(`Till ${till.till} is open already: close that session first.`, {
      sessionId: till.openSessionId,
      openedBy: state.open?.openedBy,
      openedAt: state.open?.openedAt,
    });
  }
  const openedDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, openedDay);
  const number = till.sessions + 1;
  const session: TillSessionRecord = {
    _id: sessionId,
    storeId: store.storeId,
    till: till.till,
    number,
    currency: store.currency,
    state: 'open',
    openedAt: moment.now,
    openedBy: moment.actor.id,
    openedDay,
    floatMinor,
  };
  const draft = tillEntry(
    session,
    {
      intoTillMinor: floatMinor - (state.last?.keptMinor ?? 0),
      against: CASH_PURPOSES.safe,
      memo: `Float of till ${till.till}`,
      businessDay: openedDay,
    },
    headOf(moment.mint('entry'), moment),
  );
  return { till: { ...till, sessions: number, openSessionId: sessionId }, session, draft };
}

/** What a movement of cash looks at; `expectedMinor` is the cash that should be in the drawer. */
export interface MoveCashState {
  readonly session: TillSessionRecord | null;
  readonly expectedMinor: number;
  readonly day: BusinessDayRecord | null;
}

/** Takes cash out of an open till, or puts some into it. Refuses more than is in it (`till.cash-too-low`). */
export function decideMoveTillCash(
  state: MoveCashState,
  input: ParsedInputOf<typeof sales.moveTillCash>,
  moment: MintingContext & { readonly commandId: string },
): { movement: CashMovementRecord; draft: EntryDraft } {
  const { store, sessionId, direction, purpose, amountMinor, reason } = input;
  const session = requireOpenSession(state.session, sessionId, store.storeId);
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  if (direction === 'out' && amountMinor > state.expectedMinor) {
    throw salesErrors.tillCashTooLow(
      `There should be ${formatAmount(state.expectedMinor, store.currency)} in the till, less than the ${formatAmount(amountMinor, store.currency)} to be taken out.`,
      { expectedMinor: state.expectedMinor, amountMinor },
    );
  }
  const draft = tillEntry(
    session,
    {
      intoTillMinor: direction === 'in' ? amountMinor : 0 - amountMinor,
      against: CASH_PURPOSES[purpose],
      memo: reason,
      businessDay,
    },
    headOf(moment.mint('entry'), moment),
  );
  const movement: CashMovementRecord = {
    _id: moment.commandId,
    sessionId,
    direction,
    purpose,
    amountMinor,
    reason,
    at: moment.now,
    by: moment.actor.id,
  };
  return { movement, draft: draft! };
}

/** The till as others see it, with its open session. */
export function tillView(till: TillRecord, open: TillSessionRecord | null): TillView {
  const { storeId, till: code, name, sessions } = till;
  const openSession = open && {
    sessionId: open._id,
    number: open.number,
    openedAt: open.openedAt,
    openedBy: open.openedBy,
    openedDay: open.openedDay,
  };
  return omitUndefined({ storeId, till: code, name, sessions, openSession: openSession ?? undefined });
}
