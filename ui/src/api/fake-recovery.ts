import type { Command } from "./backend";
import type { ErrorCode } from "./generated/error";
import type { Closing, DataCopy, OperationKind } from "./generated/model";

/** What is answered although the data file does not open. */
export const withoutData: ReadonlySet<Command> = new Set<Command>([
  "list_copies",
  "restore_copy",
  "open_again",
  "open_data_folder",
]);

/** Why the data file does not open. */
export function shut(how: string | null): ErrorCode | undefined {
  if (how === "damaged" || how === "newer") return `data_${how}`;
  return how === "full" ? "disk_full" : undefined;
}

/** The copies of the last days. */
export function copies(): DataCopy[] {
  return [0, 1, 2, 5, 6].map((days, at) => {
    const made = new Date(Date.now() - days * 86_400_000);
    made.setHours(18, 42 - 7 * at, 0, 0);
    return {
      name: `${made.toISOString()}-v3.sqlite`,
      made_at: made.toISOString(),
      accounts: at < 3 ? 4 : 3,
      keys: 23 - 2 * at,
    };
  });
}

/** What the window waits for before it closes. */
export function closing(what: string | null): Closing | null {
  if (!what) return null;
  const since = new Date(Date.now() - 8000).toISOString();
  return {
    asked_at: new Date().toISOString(),
    work: what === "token" ? [] : [{ op: what as OperationKind, name: "grafana-dashboard", since }],
  };
}
