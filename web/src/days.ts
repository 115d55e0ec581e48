/** The business day of a store at an instant, in its own time zone. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** The day so many days later, or earlier. */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return shifted(day, -1);
}

/** The day after a day. */
export function dayAfter(day: string): string {
  return shifted(day, 1);
}
