import { describe, expect, it } from "vitest";
import { addressProblem, addressProblems, isAnywhere, sameAddress } from "./addresses";

describe("addressProblem", () => {
  it.each([
    "203.0.113.7",
    "203.0.113.0/24",
    "0.0.0.0/0",
    "10.0.0.0/8",
    "2001:db8::1",
    "2001:db8::/32",
    "::/0",
    "::1",
    "::ffff:192.0.2.1",
    " 203.0.113.7 ",
  ])("takes %s", (source) => expect(addressProblem(source)).toBeNull());

  it.each([
    "",
    "office",
    "203.0.113",
    "203.0.113.256",
    "203.0.113.07",
    "203.0.113.7/33",
    "203.0.113.7/",
    "1.2.3.4/8/8",
    "2001:db8:::1",
    "2001:db8::1::2",
    "2001:db8::g",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "203.0.113.7 198.51.100.1",
  ])("refuses %s", (source) => expect(addressProblem(source)).toBe("not_an_address"));

  it.each(["10.0.0.1/24", "203.0.113.7/0", "2001:db8::1/64"])("sees the host bits of %s", (source) =>
    expect(addressProblem(source)).toBe("host_bits"),
  );
});

describe("lists", () => {
  const rules = (...sources: string[]) => sources.map((source) => ({ source, description: null }));

  it("sees the same address written twice", () => {
    expect(sameAddress("203.0.113.7", "203.0.113.7/32")).toBe(true);
    expect(sameAddress("2001:DB8::1", "2001:db8:0::1")).toBe(true);
    expect(sameAddress("0.0.0.0/0", "::/0")).toBe(false);
    expect(addressProblems(rules("203.0.113.7", "nowhere", "203.0.113.7/32"))).toEqual([
      null,
      "not_an_address",
      "duplicate",
    ]);
  });

  it("knows the whole internet", () => {
    expect(isAnywhere(rules("203.0.113.7"))).toBe(false);
    expect(isAnywhere(rules("203.0.113.7", "0.0.0.0/0"))).toBe(true);
    expect(isAnywhere(rules("::/0"))).toBe(true);
    expect(isAnywhere([])).toBe(false);
  });
});
