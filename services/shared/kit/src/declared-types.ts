/**
 * The event types that the replicas of a service have declared to handle, each with the moment of the last declaration.
 * They are kept in the metadata of the durable consumer and make up its filter.
 */
export type DeclaredTypes = Readonly<Record<string, string>>;

/** Longer than the stream keeps an event: what a forgotten type could still have received is gone by then. */
const FORGOTTEN_AFTER_MS = 8 * 86_400_000;
const KEY = 'comptoir-declared';

/**
 * The declared types after a replica has declared its own. A type that another replica has declared stays, because the
 * consumer passes over what its filter does not name, for all replicas and for ever. A type that nobody has declared for
 * eight days goes.
 */
export function declareTypes(before: DeclaredTypes, own: readonly string[], now: Date): DeclaredTypes {
  const oldest = new Date(now.getTime() - FORGOTTEN_AFTER_MS).toISOString();
  const kept = Object.entries(before).filter(([, declaredAt]) => declaredAt >= oldest);
  const declared = own.map((type) => [type, now.toISOString()] as const);
  return Object.fromEntries([...kept, ...declared].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a replica has to declare its types: one of them is missing, or was declared more than a day ago. */
export function mustDeclare(before: DeclaredTypes, own: readonly string[], now: Date): boolean {
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString();
  return own.some((type) => (before[type] ?? '') < yesterday);
}

/** Reads the declared types of a consumer. One that an earlier version made has a filter and no metadata: its types count as declared now. */
export function readDeclared(
  metadata: Readonly<Record<string, string>> | undefined,
  filtered: readonly string[],
  now: Date,
): DeclaredTypes {
  const text = metadata?.[KEY];
  const known = text === undefined ? {} : (JSON.parse(text) as DeclaredTypes);
  return Object.fromEntries(filtered.map((type) => [type, known[type] ?? now.toISOString()]));
}

/** The metadata that keeps the declared types. */
export function declaredMetadata(types: DeclaredTypes): Record<string, string> {
  return { [KEY]: JSON.stringify(types) };
}
