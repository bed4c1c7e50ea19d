import { language } from "./index.svelte";

const cache = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>();

function once<F extends Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat>(
  name: string,
  make: (locale: string) => F,
): F {
  const locale = language() === "ko" ? "ko-KR" : "en-GB";
  const id = `${name} ${locale}`;
  let format = cache.get(id) as F | undefined;
  if (!format) cache.set(id, (format = make(locale)));
  return format;
}

/** 2026년 3월 4일 · 4 March 2026 */
export function date(at: string | Date): string {
  return once("date", (l) => new Intl.DateTimeFormat(l, { dateStyle: "long" })).format(new Date(at));
}

/** 2026. 3. 4. 오후 2:05 · 4 Mar 2026, 14:05 */
export function dateTime(at: string | Date): string {
  return once(
    "dateTime",
    (l) => new Intl.DateTimeFormat(l, { dateStyle: "medium", timeStyle: "short" }),
  ).format(new Date(at));
}

/** 오후 2:05 · 14:05 */
export function time(at: string | Date): string {
  return once("time", (l) => new Intl.DateTimeFormat(l, { timeStyle: "short" })).format(new Date(at));
}

/** 1,234 */
export function number(value: number): string {
  return once("number", (l) => new Intl.NumberFormat(l)).format(value);
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86400],
  ["month", 30 * 86400],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

/** 3일 전 · in 2 months: how far away, in its largest unit. */
export function relative(at: string | Date, now = new Date()): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", 60];
  return once("relative", (l) => new Intl.RelativeTimeFormat(l, { numeric: "auto" })).format(
    Math.trunc(seconds / size),
    unit,
  );
}

/** Days from now until then, rounded up; negative once it is past. */
export function daysUntil(at: string | Date, now = new Date()): number {
  return Math.ceil((new Date(at).getTime() - now.getTime()) / 86_400_000);
}
