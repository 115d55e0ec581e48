import type { LineRow } from './margin-lines.js';
import type { StiRecord } from './records.js';

/** Keys of one read. */
const MOST_DAYS = 40;

/** Where an STI stands among those that have a line of a delivery. */
export type StiPlace = Pick<StiRecord, '_id' | 'storeId' | 'businessDay'>;

/** Orders the lines of a delivery: by day, then by the STI and the place in it. A cursor is the place of the last line shown. */
export const placeOfLine = ({ _id, line }: LineRow): string => `${line.businessDay}/${_id}`;

/** The days that may have lines after the cursor, newest first; each is there once. */
export function daysAfterCursor(days: readonly string[], cursor: string | undefined): string[] {
  const asked = [...new Set(days)].toSorted().toReversed();
  return cursor === undefined ? asked : asked.filter((day) => day <= cursor.slice(0, day.length));
}

/**
 * How many days are to be read next for so many STIs, by how many were found on those that were read. One day may fill a page
 * many times over, and of a hundred days none may have sold anything.
 */
export function daysToRead(read: { readonly days: number; readonly stis: number }, wanted: number): number {
  const many = read.stis === 0 ? read.days : Math.ceil((wanted * read.days) / read.stis);
  return Math.min(Math.max(many, 1), MOST_DAYS);
}

/** The STIs that may have lines after the cursor, newest first. */
export function stisAfterCursor(places: readonly StiPlace[], cursor: string | undefined): StiPlace[] {
  const placeOf = ({ _id, businessDay }: StiPlace): string => `${businessDay}/${_id}`;
  return places
    .filter((place) => cursor === undefined || placeOf(place) < cursor) // the cursor goes on with the place in the STI
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
}

/** Rows of lines of a delivery that come after the cursor, newest first. */
export function linesAfterCursor(rows: readonly LineRow[], deliveryId: string, cursor: string | undefined): LineRow[] {
  return rows
    .filter((row) => row.line.deliveryId === deliveryId && (cursor === undefined || placeOfLine(row) < cursor))
    .toSorted((a, b) => (placeOfLine(a) < placeOfLine(b) ? 1 : -1));
}
