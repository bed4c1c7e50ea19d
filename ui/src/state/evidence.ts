import type { ApiKey, Event } from "../api/generated/model";

/** Since when a key is paused, as far as it was done from here; `null` when somebody else did it, or it is not. */
export function pausedSince(key: ApiKey, events: readonly Event[]): string | null {
  if (key.state !== "disabled") return null;
  const turned = events.find(({ op, result }) => result === "done" && (op === "pause" || op === "resume"));
  return turned?.op === "pause" ? turned.at : null;
}

/** How often a key's secret left this app, and when it last did. `events`: newest first. */
export function handedOut(events: readonly Event[]) {
  const given = events.filter(({ op, result }) => result === "done" && (op === "copy" || op === "reveal"));
  const copied = given.filter(({ op }) => op === "copy").length;
  return { copied, revealed: given.length - copied, last: given.at(0)?.at ?? null };
}
