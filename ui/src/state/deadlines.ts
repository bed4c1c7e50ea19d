import type { ApiKey } from "../api/generated/model";
import { replaceBy } from "./marks";

/** Days before its end, or before the day it is to be replaced by, that a key stands out in lists. */
const NEAR = 14;
/** Days without use after which a key counts as unused. */
export const UNUSED = 90;
const DAY = 86_400_000;

/** When a key ends, where that is near and still to come. */
export function endsSoon({ presence, state, expires }: ApiKey, now = new Date()): string | null {
  if (presence === "gone" || state === "expired" || expires.when !== "at") return null;
  return new Date(expires.at).getTime() - now.getTime() <= NEAR * DAY ? expires.at : null;
}

/** A day that a key is to be replaced by. */
export interface ReplaceDay {
  /** Its last moment. */
  day: Date;
  near: boolean;
  over: boolean;
}

/** The day that a key is to be replaced by, where one was set and the cloud still has the key. */
export function replaceDay(key: ApiKey, now = new Date()): ReplaceDay | null {
  const day = key.presence === "gone" ? null : replaceBy(key);
  if (!day) return null;
  const left = day.getTime() - now.getTime();
  return { day, near: left <= NEAR * DAY, over: left < 0 };
}

/** Whether a calendar has a date of this key. */
export function hasDate(key: ApiKey, now = new Date()): boolean {
  if (key.presence === "gone" || key.practice) return false;
  return key.marks.replace_by !== null || (key.expires.when === "at" && new Date(key.expires.at) > now);
}
