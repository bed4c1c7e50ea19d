import type { ApiKey, Background, Deadline, SnoozeKeys } from "./generated/model";

const day = 86_400_000;

/** A day as the core writes it. */
function asDay(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Dates of keys, and what the computer offers while the window is closed. */
export class FakeRadar {
  background: Background;
  #until = new Map<string, string>();

  /** `desktop` = bare: neither tray nor notices. */
  constructor(query: URLSearchParams) {
    const bare = query.get("desktop") === "bare";
    this.background = { tray: !bare, notices: !bare, autostart: !bare };
  }

  deadlines(keys: ApiKey[]): Deadline[] {
    const now = new Date();
    const all = keys.flatMap((key) => {
      const one = this.#deadline(key, now);
      return one ? [one] : [];
    });
    return all.sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  snooze({ keys, length }: SnoozeKeys, all: ApiKey[]): Deadline[] {
    const now = new Date();
    for (const { key, day: until } of this.deadlines(all).filter(({ key }) => keys.includes(key))) {
      const later = (days: number) => asDay(new Date(now.getTime() + days * day));
      if (length === null) this.#until.delete(key);
      else if (length === "until_day" && until > asDay(now)) this.#until.set(key, until);
      else this.#until.set(key, later(length === "week" ? 7 : 1));
    }
    return this.deadlines(all);
  }

  #deadline(key: ApiKey, now: Date): Deadline | null {
    if (key.presence === "gone") return null;
    const at = key.expires.when === "at" ? key.expires.at : null;
    const ends = at ? asDay(new Date(at)) : null;
    const replace = key.marks.replace_by;
    const expires = ends !== null && (replace === null || ends <= replace);
    const on = expires ? ends : replace;
    if (on === null) return null;
    const left = Math.round((new Date(on).getTime() - new Date(asDay(now)).getTime()) / day);
    const over = left < 0 || (expires && at !== null && new Date(at) <= now);
    if (!over && left > 30) return null;
    return {
      key: key.id,
      why: expires ? "expires" : "replace_by",
      day: on,
      at: expires ? at : null,
      stage: over ? "over" : left <= 1 ? "day" : left <= 7 ? "week" : "month",
      snoozed_until: this.#until.get(key.id) ?? null,
    };
  }
}
