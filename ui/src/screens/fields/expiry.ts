import type { Expiry } from "../../api/generated/model";
import { endOfDay } from "../../state/day";

/** The end that many days from now, in whole seconds as clouds count. */
export function inDays(days: number, now = new Date()): Expiry {
  const end = new Date(now.getTime() + days * 86_400_000);
  end.setMilliseconds(0);
  return { when: "at", at: end.toISOString() };
}

/** The last second of a day written as 2027-03-31, here; `null` when there is no such day or it has passed. */
export function atEndOf(day: string, now = new Date()): Expiry | null {
  const end = endOfDay(day);
  return end && end > now ? { when: "at", at: end.toISOString() } : null;
}

/** The day of an instant, here, as a date field writes it. */
export function dayOf(at: string | Date): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
