const DAY_MS = 86_400_000;

/** Whether stock was there for so many days and nothing of it was sold in them, less what came back. */
export function isUnsold(
  { oldestAt, sold = 0 }: { readonly oldestAt: string; readonly sold?: number | undefined },
  days: number,
  now: string,
): boolean {
  return sold <= 0 && Date.parse(now) - Date.parse(oldestAt) >= days * DAY_MS;
}
