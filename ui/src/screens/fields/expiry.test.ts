import { describe, expect, it } from "vitest";
import { atEndOf, dayOf, inDays } from "./expiry";

const now = new Date(2026, 10, 22, 10, 30, 15, 123);

describe("ends", () => {
  it("counts days from now, in whole seconds", () => {
    const end = inDays(30, now);
    expect(end).toEqual({ when: "at", at: new Date(2026, 11, 22, 10, 30, 15).toISOString() });
  });

  it("takes the whole of the last day", () => {
    expect(atEndOf("2026-11-22", now)).toEqual({
      when: "at",
      at: new Date(2026, 10, 22, 23, 59, 59).toISOString(),
    });
    expect(atEndOf(" 2027-3-1 ", now)).not.toBeNull();
  });

  it.each(["2026-11-21", "2027-02-30", "2027-13-01", "31.12.2027", "soon", ""])("refuses %s", (day) => {
    expect(atEndOf(day, now)).toBeNull();
  });

  it("writes a day as a date field does", () => {
    expect(dayOf(new Date(2027, 2, 1, 23, 59))).toBe("2027-03-01");
  });
});
