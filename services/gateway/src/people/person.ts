import { z } from 'zod';
import { id, DomainError, type Role } from '@comptoir/contracts';

/** Someone who signs in; `storeIds` null means every store of the chain. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly storeIds: readonly string[] | null;
}

/** Nobody: the caller of a public route. */
export const NOBODY: Person = { userId: 'nobody', name: 'nobody', role: 'system', storeIds: [] };

/** A person to be there from the start: the first owner, or the people of a demo shop. */
export const seedUser = z.strictObject({
  email: z.email().max(200),
  name: z.string().min(1).max(120),
  role: z.enum(['owner', 'manager', 'cashier', 'accountant']),
  password: z.string().min(8).max(200),
});

/** A person to be there from the start. */
export type SeedUser = z.infer<typeof seedUser>;

/** A person as the API shows her. */
export const personView = z.object({
  userId: id('user'),
  name: z.string(),
  role: z.string(),
  storeIds: z.array(id('store')).nullable(),
});

/** Refuses a store that is not one of the person's own. */
export function assertOwnStore(person: Person, storeId: string): void {
  if (person.storeIds && !person.storeIds.includes(storeId)) {
    throw new DomainError('store.not-yours', 'forbidden', 'You do not work in this store.', { storeId });
  }
}
