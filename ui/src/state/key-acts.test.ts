import { describe, expect, it } from "vitest";
import { account, clickhouseKey, key } from "../api/fake-data";
import type { ApiKey, KindSpec } from "../api/generated/model";
import { keyActs } from "./key-acts";

const acts = (more: Partial<ApiKey>, spec: Partial<KindSpec> = {}) =>
  keyActs(key(1, "one", more), { ...clickhouseKey, ...spec }, account("main", "Main")).map((act) =>
    act.does === "copy" ? `copy ${act.what}` : act.does,
  );
const operations = (more: Partial<KindSpec["operations"]>) => ({
  operations: { ...clickhouseKey.operations, ...more },
});

describe("keyActs", () => {
  it("offers all of a key whose secret is here", () => {
    expect(acts({ secret: "here", public_id: "id" })).toEqual([
      "copy id",
      "copy secret",
      "reveal",
      "verify",
      "edit",
      "rotate",
      "pause",
      "delete",
    ]);
  });

  it("offers nothing of a secret that is not here", () => {
    for (const secret of ["elsewhere", "none", "missing", "altered"] as const) {
      expect(acts({ secret }), secret).toEqual(["edit", "rotate", "pause", "delete"]);
    }
  });

  it("resumes what is paused, and neither pauses nor resumes what expired", () => {
    expect(acts({ state: "disabled" })).toEqual(["edit", "rotate", "resume", "delete"]);
    expect(acts({ state: "expired" })).toEqual(["edit", "rotate", "delete"]);
  });

  it("neither pauses nor deletes the key that the app signs in with", () => {
    expect(acts({ own: true })).toEqual(["edit", "rotate"]);
  });

  it("only copies, shows and forgets what is gone from the cloud", () => {
    expect(acts({ presence: "gone", secret: "here", public_id: "id" })).toEqual([
      "copy id",
      "copy secret",
      "reveal",
      "forget",
    ]);
  });

  it("leads to the pictures for what only the console does, and leaves out what nobody can do", () => {
    expect(acts({}, operations({ switch: "guided", delete: "guided" }))).toEqual(["edit", "guide"]);
    expect(acts({}, operations({ update: "never", switch: "never", delete: "never" }))).toEqual([]);
  });
});
