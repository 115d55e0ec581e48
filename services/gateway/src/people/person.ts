import { z } from 'zod';
import { id, type Role } from '@comptoir/contracts';

/** Roles of people who sign in. */
export const PERSON_ROLES = ['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor'] as const;

/** The role of a person who signs in. */
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Someone who signs in; `storeIds` null means every store of the chain. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly storeIds: readonly string[] | null;
}

/** Nobody: the caller of a public route. */
export const NOBODY: Person = { userId: 'nobody', name: 'nobody', role: 'system', storeIds: [] };

/** Roles that work in all stores where nothing else is said; the others name their stores, or say `all`. */
const CHAIN_ROLES: readonly PersonRole[] = ['owner', 'accountant', 'auditor'];

/** A person to be there from the start: the first owner, or the people of a demo shop. */
export const seedUser = z
  .strictObject({
    email: z.email().max(200),
    name: z.string().min(1).max(120),
    role: z.enum(PERSON_ROLES),
    password: z.string().min(8).max(200),
    /** The stores the person works in, by id, or `all`. */
    stores: z.union([z.literal('all'), z.array(id('store')).min(1).max(200)]).optional(),
  })
  .refine(({ role, stores }) => stores !== undefined || CHAIN_ROLES.includes(role), {
    error: 'a manager, cashier or stockKeeper names the ids of the stores they work in, or "all"',
    path: ['stores'],
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
