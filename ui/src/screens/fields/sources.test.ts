import { expect, it } from "vitest";
import { sourceProblems } from "./sources";

const problem = (what: string, source: string) => sourceProblems([{ what, source }])[0];

it("reads addresses as addresses and other places as ids", () => {
  expect(problem("IP", "203.0.113.7")).toBeNull();
  expect(problem("IP", "vpc-1")).toBe("not_an_address");
  expect(problem("IP", "10.0.0.1/24")).toBe("host_bits");
  expect(problem("VPC", "vpc-1")).toBeNull();
  expect(problem("VPC_SERVER", "a b")).toBe("bad_character");
  expect(problem("VPC", " ")).toBe("missing");
  expect(problem("VPC", "v".repeat(101))).toBe("too_long");
});

it("sees what is there twice, though not across kinds of place", () => {
  expect(
    sourceProblems([
      { what: "IP", source: "203.0.113.7" },
      { what: "IP", source: "203.0.113.7/32" },
      { what: "VPC", source: "203.0.113.7" },
    ]),
  ).toEqual([null, "duplicate", null]);
});
