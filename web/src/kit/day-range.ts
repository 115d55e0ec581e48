import { dayIn, shifted } from '../days.js';

const USUAL_DAYS = 30;

/**
 * The days to look within, as the API wants them: both ends or none. Where only one end is chosen, or a filter that needs
 * days is used without any, the other end is the day itself: today, and thirty days before the last one.
 */
export function dayRange(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  needsDays: boolean,
  timeZone: string,
  now = new Date(),
): { from?: string; to?: string } {
  if (!from && !to && !needsDays) return {};
  const last = to || dayIn(timeZone, now);
  return { from: from || shifted(last, -USUAL_DAYS), to: last };
}
