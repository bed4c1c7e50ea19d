import type { CloudActivity, Event, ListEvents } from "../api/generated/model";

/** A line of activity: of this computer's history, or of a cloud's own log. */
export type ActivityRow = { id: string; at: string } & (
  { event: Event; entry?: undefined } | { entry: CloudActivity; event?: undefined }
);

/** Asks for a page of the history. */
export function asking(more: Partial<ListEvents>): ListEvents {
  return {
    before: null,
    key: null,
    account: null,
    ops: [],
    not_done: false,
    from: null,
    to: null,
    limit: 100,
    ...more,
  };
}

/**
 * Both kinds of lines, the newest first. What a cloud tells of our own doing stands there already. While there are
 * older events to be read, a cloud's line waits until those around it are there.
 */
export function merge(events: Event[], entries: CloudActivity[], complete: boolean): ActivityRow[] {
  const oldest = complete ? null : (events.at(-1)?.at ?? null);
  const at = (time: string) => new Date(time).getTime();
  const told = entries.filter(
    (entry) => entry.by !== "app" && (oldest === null || at(entry.at) >= at(oldest)),
  );
  const rows: ActivityRow[] = [
    ...events.map((event) => ({ id: `event-${event.id}`, at: event.at, event })),
    ...told.map((entry) => ({ id: `log-${entry.account}-${entry.id}`, at: entry.at, entry })),
  ];
  return rows.sort((a, b) => at(b.at) - at(a.at));
}
