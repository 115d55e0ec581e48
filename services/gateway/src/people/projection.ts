import { assertMay, may, rolesOf, type Action } from './permissions.js';
import { PERSON_ROLES, type Person } from './person.js';

/** What of an answer reaches a person: nothing of other stores, and no costs without the right to see them. */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The store that a record belongs to; a document has it in its seller. */
function storeOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value.storeId === 'string') return value.storeId;
  return isObject(value.seller) ? storeOf(value.seller) : undefined;
}

/** A reply without the rows of stores where the person may not do this; a single record of such a store is refused. */
export function withinStores<T>(person: Person, action: Action, reply: T): T {
  if (person.storeIds === null) return reply;
  const storeId = storeOf(reply);
  if (storeId !== undefined) assertMay(person, action, storeId);
  const kept = (value: unknown): boolean => {
    const at = storeOf(value);
    return at === undefined || may(person, action, at);
  };
  const filtered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(kept).map(filtered);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filtered(inner)]));
  };
  return filtered(reply) as T;
}

/** Keys that tell what goods cost the shop. */
const COST_KEY = /cost|margin/i;

/** Whether a field is for roles that may see costs only. */
export function isCostKey(key: string): boolean {
  return COST_KEY.test(key);
}

/** The same value without every field whose name tells of costs or margins, at any depth. */
export function withoutCosts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCosts);
  if (!isObject(value)) return value;
  const shown = Object.entries(value).filter(([key]) => !isCostKey(key));
  return Object.fromEntries(shown.map(([key, inner]) => [key, withoutCosts(inner)]));
}

/** What a person gets of an answer: without costs where the role may not see them. */
export function forPerson(person: Person, value: unknown): unknown {
  return may(person, 'seeCosts') ? value : withoutCosts(value);
}

/** Whether some role gets the answers of an action without costs. */
export function isProjected(action: Action): boolean {
  const sees = rolesOf('seeCosts');
  return PERSON_ROLES.some((role) => rolesOf(action).includes(role) && !sees.includes(role));
}
