import { expect, test } from "vitest";
import { key } from "../api/fake-data";
import type { Event, OperationKind } from "../api/generated/model";
import { handedOut, pausedSince } from "./evidence";

let count = 0;
const event = (op: OperationKind, at: string, result: Event["result"] = "done"): Event => ({
  id: count++,
  at,
  op,
  result,
  code: null,
  provider: "clickhouse",
  account: null,
  account_label: null,
  key: null,
  key_name: null,
  practice: false,
  detail: null,
});

const paused = key(1, "a", { state: "disabled" });

test("a key is paused since the last time that it was switched off here", () => {
  const off = event("pause", "2026-03-02T00:00:00Z");
  const older = [event("resume", "2026-03-01T00:00:00Z"), event("pause", "2026-02-01T00:00:00Z")];
  expect(pausedSince(paused, [event("copy", "2026-03-03T00:00:00Z"), off, ...older])).toBe(off.at);
  // Switched on here after that: somebody else paused it since.
  expect(pausedSince(paused, older)).toBeNull();
  expect(pausedSince(paused, [event("pause", "2026-03-02T00:00:00Z", "failed")])).toBeNull();
  expect(pausedSince({ ...paused, state: "enabled" }, [off])).toBeNull();
});

test("copies and reveals are counted, and what failed is not", () => {
  const events = [
    event("copy", "2026-03-04T00:00:00Z", "failed"),
    event("reveal", "2026-03-03T00:00:00Z"),
    event("copy", "2026-03-02T00:00:00Z"),
    event("copy", "2026-03-01T00:00:00Z"),
    event("verify", "2026-03-01T00:00:00Z"),
  ];
  expect(handedOut(events)).toEqual({ copied: 2, revealed: 1, last: "2026-03-03T00:00:00Z" });
  expect(handedOut([])).toEqual({ copied: 0, revealed: 0, last: null });
});
