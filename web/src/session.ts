import { observable, useObservable } from './observable.js';
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
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
    return Array.isArray(found?.person.actions) ? found : undefined; // else of an earlier version: sign in again
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

/** Something that a person may do, as the gateway's table of permissions names it. */
export type Action = Session['person']['actions'][number];

/** Whether the signed-in person may do something in a store of theirs, for what is shown; the gateway decides again for each request. */
export function useMay(): (action: Action) => boolean {
  const actions = useObservable(session)?.person.actions;
  return (action) => actions?.includes(action) ?? false;
}
