import { describe, expect, it } from "vitest";
import { key, unfinishedOne } from "../api/fake-data";
import type { ChangedField } from "../api/generated/model";
import { driftOf, onlySwitched } from "./drift";

const changed: ChangedField[] = [{ was: { field: "state", before: "enabled" }, at: "2026-07-01T12:00:00Z" }];

describe("driftOf", () => {
  it("says how a key stands", () => {
    expect(driftOf(key(1, "a", { secret: "here" }), [])).toBe("fine");
    expect(driftOf(key(1, "a"), [])).toBe("only_at_cloud");
    expect(driftOf(key(1, "a", { secret: "here", presence: "gone" }), [])).toBe("only_here");
    expect(driftOf(key(1, "a", { changed }), [])).toBe("changed");
  });

  it("puts what presses most first", () => {
    const gone = key(1, "a", { changed, secret: "here", presence: "gone" });
    expect(driftOf(gone, [])).toBe("only_here");
    const doubt = unfinishedOne("op", { state: "ambiguous", candidates: [gone] });
    expect(driftOf(gone, [doubt])).toBe("may_exist");
    // The user settled that it stays.
    expect(driftOf(gone, [{ ...doubt, state: "kept" }])).toBe("only_here");
    expect(driftOf(gone, [{ ...doubt, candidates: [key(2, "b")] }])).toBe("only_here");
  });
});

describe("onlySwitched", () => {
  it("knows the switch from what the form changes back", () => {
    expect(onlySwitched(changed)).toBe(true);
    expect(onlySwitched([])).toBe(false);
    expect(onlySwitched([...changed, { ...changed[0]!, was: { field: "name", before: "a" } }])).toBe(false);
  });
});
