import type { EmergencyLine } from "../api/generated/model";

/** Whether the app stops this key. */
export const byApp = ({ act }: EmergencyLine) => act === "pause" || act === "delete";

/** Whether this one waits for others: a key that something signs in with goes after all that the app stops before it. */
export function waitsForOthers(line: EmergencyLine, lines: readonly EmergencyLine[]): boolean {
  const turns = ["first", "own", "last"];
  const before = (other: EmergencyLine) => turns.indexOf(other.turn) < turns.indexOf(line.turn);
  return lines.some((other) => before(other) && byApp(other) && !other.done);
}
