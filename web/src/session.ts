import { observable } from './observable.js';
import type { Api } from './api/schema.js';

/** Someone who is signed in. */
export interface Session {
  readonly token: string;
  readonly person: Api['GET /auth/me']['reply'];
}

/** Stored for this tab only: a till is a shared machine, and closing the tab signs out. */
const KEY = 'comptoir.session';

function stored(): Session | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Who is signed in; undefined for nobody. */
export const session = observable<Session | undefined>(stored());

/** Signs a person in. */
export function signIn(next: Session): void {
  sessionStorage.setItem(KEY, JSON.stringify(next));
  session.set(next);
}

/** Signs out; carts and pending sales stay stored. */
export function signOut(): void {
  sessionStorage.removeItem(KEY);
  session.set(undefined);
}

type Role = 'owner' | 'manager' | 'cashier' | 'stockKeeper' | 'accountant' | 'auditor';

/** A part of the pages that only some roles see. */
export type Part = 'till' | 'sales' | 'approvals' | 'day' | 'books' | 'costs' | 'cancel' | 'takeBack';

/** What each role may see; the gateway decides what each may do. */
const VISIBLE_TO: Readonly<Record<Part, readonly Role[]>> = {
  till: ['owner', 'manager', 'cashier'],
  sales: ['owner', 'manager', 'cashier', 'accountant', 'auditor'],
  approvals: ['owner', 'manager'],
  day: ['owner', 'manager', 'stockKeeper', 'accountant', 'auditor'],
  books: ['owner', 'manager', 'accountant', 'auditor'],
  costs: ['owner', 'manager', 'accountant', 'auditor'],
  cancel: ['owner', 'manager'],
  takeBack: ['owner', 'manager', 'cashier'],
};

/** Whether a role sees a part of the pages. */
export function canSee(role: string | undefined, part: Part): boolean {
  return VISIBLE_TO[part].includes(role as Role);
}

/** The start page of a role. */
export function firstPage(role: string): '/till' | '/day' {
  return role === 'cashier' || role === 'manager' ? '/till' : '/day';
}
