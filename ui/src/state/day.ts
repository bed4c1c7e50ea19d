/** The last second of a day written as 2027-03-31, here; `null` when there is no such day. */
export function endOfDay(day: string): Date | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day.trim());
  if (!match) return null;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const end = new Date(year, month - 1, date, 23, 59, 59);
  return end.getMonth() === month - 1 && end.getDate() === date ? end : null;
}
