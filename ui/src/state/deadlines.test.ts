import { describe, expect, it } from "vitest";
import { key } from "../api/fake-data";
import { endsSoon, replaceDay } from "./deadlines";
import { noMarks } from "./marks";

const by = (replace_by: string) => key(1, "", { marks: { ...noMarks, replace_by } });

describe("replaceDay", () => {
  it("lasts until the end of the day, and is over right after it", () => {
    const at = (day: number, hour: number) => replaceDay(by("2027-03-10"), new Date(2027, 2, day, hour));
    expect(at(10, 23)).toMatchObject({ near: true, over: false });
    expect(at(11, 10)).toMatchObject({ near: true, over: true });
  });

  it("is near two weeks before", () => {
    const at = (day: number) => replaceDay(by("2027-03-30"), new Date(2027, 2, day, 12))?.near;
    expect([at(10), at(17)]).toEqual([false, true]);
  });

  it("is nothing of a key that is gone, or without a day", () => {
    expect(replaceDay({ ...by("2027-03-10"), presence: "gone" })).toBeNull();
    expect(replaceDay(key(1, ""))).toBeNull();
    expect(replaceDay(by("2027-13-40"))).toBeNull();
  });
});

it("names the end of a key only where it is near and to come", () => {
  const now = new Date("2027-03-01T00:00:00Z");
  const ends = (at: string) => key(1, "", { expires: { when: "at", at } });
  expect(endsSoon(ends("2027-03-10T00:00:00Z"), now)).toBe("2027-03-10T00:00:00Z");
  expect(endsSoon(ends("2027-04-10T00:00:00Z"), now)).toBeNull();
  expect(endsSoon({ ...ends("2027-03-10T00:00:00Z"), state: "expired" }, now)).toBeNull();
  expect(endsSoon(key(1, "", { expires: { when: "never" } }), now)).toBeNull();
});
