import { language, words } from "./index.svelte";

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

/** Hours that Korean clocks are ahead of this computer's (negative: behind), at that moment. */
export function hoursToKorea(at: string | Date = new Date()): number {
  // Korea has no summer time.
  return 9 + new Date(at).getTimezoneOffset() / 60;
}

/**
 * 한국 시간 2026. 3. 4. 오후 2:05 · 4 Mar 2026, 14:05 in Korea: where this computer goes by another time, and the reader by
 * Korean time: who reads Korean, and whoever meets it in the cloud's console. Else `null`.
 */
export function inKorea(at: string | Date, consoleDoes = false): string | null {
  if (hoursToKorea(at) === 0 || !(consoleDoes || language() === "ko")) return null;
  const format = once(
    "korea",
    (l) => new Intl.DateTimeFormat(l, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Seoul" }),
  );
  return words().app.inKorea(format.format(new Date(at)));
}

/** 1,234 */
export function number(value: number): string {
  return once("number", (l) => new Intl.NumberFormat(l)).format(value);
}

const day = 86_400;

/** 3일 전 · in 2 months: how far away, in a unit that is still exact enough to act on. */
export function relative(at: string | Date, now = new Date()): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const far = Math.abs(seconds);
  if (far < 60) return words().app.now;
  const [unit, size]: [Intl.RelativeTimeFormatUnit, number] =
    far < 3600
      ? ["minute", 60]
      : far < day
        ? ["hour", 3600]
        : far < 60 * day
          ? ["day", day]
          : far < 730 * day
            ? ["month", 30.44 * day]
            : ["year", 365.25 * day];
  // "Tomorrow" and "yesterday" are words; "next month" would hide how many days that is.
  const numeric = unit === "day" ? "auto" : "always";
  return once(`relative ${numeric}`, (l) => new Intl.RelativeTimeFormat(l, { numeric })).format(
    Math.trunc(seconds / size),
    unit,
  );
}

/** Days from now until then, rounded up; negative once it is past. */
export function daysUntil(at: string | Date, now = new Date()): number {
  return Math.ceil((new Date(at).getTime() - now.getTime()) / 86_400_000);
}
