/**
 * The last day of a warranty: the same day of the month `warrantyMonths` calendar months on, or the last day of that month
 * where it is shorter (31 January + 1 month = 28 or 29 February). Days in, day out; the store's own calendar.
 */
export function expiresOn(startsOn: string, warrantyMonths: number): string {
  const [year = 0, month = 0, day = 0] = startsOn.split('-').map(Number);
  const months = year * 12 + (month - 1) + warrantyMonths;
  const [endYear, endMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return [String(endYear).padStart(4, '0'), two(endMonth), two(Math.min(day, daysIn(endYear, endMonth)))].join('-');
}

const two = (value: number): string => String(value).padStart(2, '0');

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
