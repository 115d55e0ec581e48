/** A key that a list can run on. */
export interface ListKey {
  /** The indexed field. A composite field holds `<owner>/<id>`; a plain field holds the owner alone. */
  readonly field: string;
  readonly owner: string | undefined;
  readonly plain?: boolean;
  /** The condition for the same owner while the list runs on another key. */
  readonly condition?: string;
}

/** Greater than every character of an id. */
const PAST_ALL = '~';

/**
 * Filter and order of a list, newest first, on the first key that has an owner. The cursor is the id of the last row of the
 * page before. Each key ends in the id, so all lists have the same order and page by range.
 */
export function newestFirst(
  keys: readonly ListKey[],
  cursor: string | undefined,
): { filter: object; sort: Record<string, -1> } {
  const older = cursor === undefined ? {} : { _id: { $lt: cursor } };
  const at = keys.findIndex(({ owner }) => owner !== undefined);
  const key = keys[at];
  if (!key) return { filter: older, sort: { _id: -1 } };
  const conditions = keys
    .slice(at + 1)
    .flatMap(({ condition, owner }) => (condition && owner ? [[condition, owner]] : []));
  const others = Object.fromEntries(conditions);
  if (key.plain) return { filter: { [key.field]: key.owner, ...older, ...others }, sort: { _id: -1 } };
  const range = { $gt: `${key.owner}/`, $lt: `${key.owner}/${cursor ?? PAST_ALL}` };
  return { filter: { [key.field]: range, ...others }, sort: { [key.field]: -1 } };
}
