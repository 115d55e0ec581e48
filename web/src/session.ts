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

type Role = 'owner' | 'manager' | 'cashier' | 'accountant';

/** What each role may see; the gateway decides what each may do. */
const VISIBLE_TO: Readonly<
  Record<'till' | 'sales' | 'approvals' | 'day' | 'costs' | 'cancel' | 'takeBack', readonly Role[]>
> = {
  till: ['owner', 'manager', 'cashier'],
  sales: ['owner', 'manager', 'cashier', 'accountant'],
  approvals: ['owner', 'manager'],
  day: ['owner', 'manager', 'accountant'],
  costs: ['owner', 'manager', 'accountant'],
  cancel: ['owner', 'manager'],
  takeBack: ['owner', 'manager', 'cashier'],
};

/** A part of the pages that only some roles see. */
export type Part = keyof typeof VISIBLE_TO;

/** Whether a role sees a part of the pages. */
export function canSee(role: string | undefined, part: Part): boolean {
  return VISIBLE_TO[part].includes(role as Role);
}

/** The start page of a role. */
export function firstPage(role: string): '/till' | '/day' {
  return role === 'cashier' || role === 'manager' ? '/till' : '/day';
}
