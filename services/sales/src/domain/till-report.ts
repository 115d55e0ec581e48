import {
  businessDayOf,
  paymentMethod,
  salesErrors,
  sum,
  type CashMovement,
  type MintingContext,
  type ParsedInputOf,
  type sales,
  type TillFigures,
  type XReport,
  type ZReport,
} from '@comptoir/contracts';
import { requireOpen } from './business-day.js';
import { formatAmount } from './format-amount.js';
import { CASH_PURPOSES, headOf, tillEntry } from './journal.js';
import { GENESIS_HASH, sealOf } from './hash-chain.js';
import { omitUndefined } from './omit-undefined.js';
import type {
  BusinessDayRecord,
  CashMovementRecord,
  EntryDraft,
  EntryRecord,
  PaymentRecord,
  StiRecord,
  TillRecord,
  TillSessionRecord,
  ZReportRecord,
} from './records.js';
import { figuresOfStis } from './sti-figures.js';
import { requireOpenSession } from './through-till.js';

/** All that was rung up in a session. */
export interface SessionRecords {
  readonly stis: readonly StiRecord[];
  readonly payments: readonly PaymentRecord[];
  readonly movements: readonly CashMovementRecord[];
  /** The entries of the session, opening float and movements among them. */
  readonly entries: readonly Pick<EntryRecord, 'lines'>[];
  /** What the session before it left in the drawer, minor units. */
  readonly keptBeforeMinor: number;
}

/** The cash that should be in a drawer, minor units: what was left in it and all that the ledger says of this till since. */
export function expectedCash(till: string, { entries, keptBeforeMinor }: SessionRecords): number {
  const moved = entries
    .flatMap((entry) => entry.lines)
    .filter((line) => line.account === 'cash' && line.till === till)
    .map((line) => line.debitMinor - line.creditMinor);
  return sum([keptBeforeMinor, ...moved]);
}

/** The figures of a session, minor units: sales and returns from the STIs, money by method from the payments. */
export function figuresOfSession({ stis, payments, movements }: SessionRecords): TillFigures {
  const signed = (one: PaymentRecord): number => {
    const takenMinor = one.amountMinor + one.roundingMinor;
    return one.direction === 'in' ? takenMinor : 0 - takenMinor;
  };
  const moved = (direction: CashMovement['direction']): number =>
    sum(movements.filter((one) => one.direction === direction).map((one) => one.amountMinor));
  return {
    ...figuresOfStis(stis),
    received: Object.fromEntries(
      paymentMethod.options.map((method) => [method, sum(payments.filter((one) => one.method === method).map(signed))]),
    ),
    payments: payments.length,
    cashInMinor: moved('in'),
    cashOutMinor: moved('out'),
  };
}

/** A session as it stands. */
export function xReportOf(session: TillSessionRecord, records: SessionRecords, now: string): XReport {
  const { _id, storeId, till, number, currency, openedAt, openedBy, floatMinor } = session;
  return {
    storeId,
    till,
    sessionId: _id,
    number,
    currency,
    openedAt,
    openedBy,
    floatMinor,
    at: now,
    figures: figuresOfSession(records),
    movements: records.movements.map(({ _id: _movementId, sessionId: _sessionId, ...movement }) => movement),
    expectedMinor: expectedCash(till, records),
  };
}

/** What the close of a session looks at. */
export interface CloseSessionState {
  readonly session: TillSessionRecord | null;
  readonly till: TillRecord | null;
  readonly records: SessionRecords;
  readonly last: ZReportRecord | null;
  readonly day: BusinessDayRecord | null;
}

/** What the close of a session writes. */
export interface SessionClosed {
  readonly session: TillSessionRecord;
  readonly till: TillRecord;
  readonly report: ZReportRecord;
  readonly drafts: readonly EntryDraft[];
}

/**
 * Closes a session with what was counted. The difference goes to cash difference, what is not kept for the next session to
 * the safe; the Z report is sealed and chained to the one before it. Refuses a session that is closed, and more kept than
 * counted.
 */
export function decideCloseTillSession(
  state: CloseSessionState,
  input: ParsedInputOf<typeof sales.closeTillSession>,
  moment: MintingContext,
): SessionClosed {
  const { store, sessionId, countedMinor, keptMinor, note } = input;
  const session = requireOpenSession(state.session, sessionId, store.storeId);
  if (!state.till) throw new Error(`till ${session.till} of session ${sessionId} is not there`);
  if (keptMinor > countedMinor) {
    throw salesErrors.tillCashTooLow(
      `${formatAmount(keptMinor, store.currency)} cannot stay in the drawer: ${formatAmount(countedMinor, store.currency)} were counted.`,
      { countedMinor, keptMinor },
    );
  }
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  const x = xReportOf(session, state.records, moment.now);
  const differenceMinor = countedMinor - x.expectedMinor;
  const drafts = [
    tillEntry(
      session,
      {
        intoTillMinor: differenceMinor,
        against: 'cashDifference',
        memo: `Difference of till ${session.till}, session ${session.number}`,
        businessDay,
      },
      headOf(moment.mint('entry'), moment),
    ),
    tillEntry(
      session,
      {
        intoTillMinor: keptMinor - countedMinor,
        against: CASH_PURPOSES.safe,
        memo: `Till ${session.till} emptied, session ${session.number}`,
        businessDay,
      },
      headOf(moment.mint('entry'), moment),
    ),
  ].filter((draft) => draft !== undefined);
  const { sessionId: _sessionId, ...figures } = x;
  const soldMinor = sum(state.records.stis.filter((sti) => sti.kind === 'sale').map((sti) => sti.grossMinor));
  const unsealed = omitUndefined({
    ...figures,
    closedAt: moment.now,
    closedBy: moment.actor.id,
    businessDay,
    countedMinor,
    differenceMinor,
    keptMinor,
    note,
    grandTotalMinor: sum([state.last?.grandTotalMinor ?? 0, x.figures.grossMinor]),
    perpetualTotalMinor: sum([state.last?.perpetualTotalMinor ?? 0, soldMinor]),
    previousHash: state.last?.hash ?? GENESIS_HASH,
  });
  const { openSessionId: _openSessionId, ...till } = state.till;
  const report = { _id: sessionId, ...unsealed };
  return {
    session: { ...session, state: 'closed' },
    till: { ...till, closedSessionId: sessionId },
    report: { ...report, hash: sealOf(zReportView({ ...report, hash: '' })) },
    drafts,
  };
}

/** The report as others see it. */
export function zReportView({ _id, ...report }: ZReportRecord): ZReport {
  return { sessionId: _id, ...report };
}
