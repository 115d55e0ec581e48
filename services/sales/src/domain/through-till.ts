import { salesErrors, type PaymentView } from '@comptoir/contracts';
import type { FrozenPayment, SeriesRecord, TillSessionRecord } from './records.js';

/** What a payment goes through: the till and its session. */
export type Through = NonNullable<PaymentView['through']>;

/** A session as far as it is looked at to ring something up in it; the number is there when it is closed. */
export type SessionFor = Pick<TillSessionRecord, 'storeId' | 'till' | 'state'> &
  Partial<Pick<TillSessionRecord, 'number'>>;

/** The series of a store with one more open session. */
export function withSession(series: SeriesRecord, { _id, till }: TillSessionRecord): SeriesRecord {
  return { ...series, openSessions: { ...series.openSessions, [_id]: till } };
}

/** The series of a store without a session, which is closed. */
export function withoutSession(series: SeriesRecord, { _id }: TillSessionRecord): SeriesRecord {
  const { [_id]: _closed, ...openSessions } = series.openSessions ?? {};
  return { ...series, openSessions };
}

/** Refuses `till.session-missing` where cash moves and no till session is named: nobody could count it. */
export function requireSessionForCash(
  payments: readonly Pick<FrozenPayment, 'method'>[],
  tillSessionId: string | undefined,
): void {
  if (tillSessionId !== undefined || payments.every((one) => one.method !== 'cash')) return;
  throw salesErrors.tillSessionMissing('Cash goes through a till: open a session of it and name it in tillSessionId.', {
    issues: [{ field: 'tillSessionId', fault: 'is missing' }],
  });
}

/** The till and session that are named, if the session is open and of this store; refuses `till.session-unknown` and `-closed`. */
export function throughOf(
  session: SessionFor | null,
  tillSessionId: string | undefined,
  storeId: string,
): Through | undefined {
  if (tillSessionId === undefined) return undefined;
  const { till } = requireOpenSession(session, tillSessionId, storeId);
  return { till, sessionId: tillSessionId };
}

/** The session, if it is open and of this store. */
export function requireOpenSession<S extends SessionFor>(session: S | null, sessionId: string, storeId: string): S {
  if (!session || session.storeId !== storeId) {
    throw salesErrors.tillSessionUnknown('There is no such till session in this store.', { sessionId, storeId });
  }
  if (session.state === 'open') return session;
  throw salesErrors.tillSessionClosed(
    `Session ${session.number} of till ${session.till} is closed: open a new one to go on.`,
    { sessionId, till: session.till },
  );
}
