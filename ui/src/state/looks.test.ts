import { describe, expect, it } from "vitest";
import { problem } from "../api/errors";
import type { ErrorCode } from "../api/generated/error";
import type { KindId, Look } from "../api/generated/model";
import { failedLooks } from "./looks";

const look = (account: string, kind: string, code?: ErrorCode): Look => ({
  account,
  kind: kind as KindId,
  looked_at: null,
  error: code ? problem(code) : null,
});

describe("failedLooks", () => {
  it("says once that an account cannot be read at all", () => {
    const { wrong, closed } = failedLooks([
      look("a", "x", "offline"),
      look("a", "y", "offline"),
      look("b", "x"),
    ]);
    expect(wrong).toMatchObject([{ account: "a", kinds: null, problem: { code: "offline" } }]);
    expect(closed).toEqual([]);
  });

  it("names the kind when the others could be read", () => {
    expect(failedLooks([look("a", "x", "timed_out"), look("a", "y")]).wrong).toMatchObject([
      { account: "a", kinds: ["x"] },
    ]);
  });

  it("is quiet about a kind that is out of reach while another one works", () => {
    const { wrong, closed } = failedLooks([look("a", "x", "forbidden"), look("a", "y")]);
    expect(wrong).toEqual([]);
    expect(closed).toMatchObject([{ account: "a", kinds: ["x"] }]);
  });

  it("is not quiet when nothing of the account works", () => {
    expect(failedLooks([look("a", "x", "forbidden")]).wrong).toHaveLength(1);
  });
});
