/** The fields of a record that another one no longer has, to be taken out. */
export function goneFrom(before: object, after: object): { $unset?: object } {
  const gone = Object.keys(before).filter((key) => !(key in after));
  return gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((key) => [key, ''])) };
}
