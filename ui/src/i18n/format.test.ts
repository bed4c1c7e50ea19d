import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { date, dateTime, daysUntil, hoursToKorea, inKorea, number, relative, time } from "./format";
import { speak } from "./index.svelte";

const now = new Date("2026-03-04T05:06:07Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const day = 86_400;

beforeEach(() => speak("ko"));

it.each([
  [-20, "방금", "just now"],
  [-240, "4분 전", "4 minutes ago"],
  [-7200, "2시간 전", "2 hours ago"],
  [-day, "어제", "yesterday"],
  [day, "내일", "tomorrow"],
  [50 * day, "50일 후", "in 50 days"],
  [95 * day, "3개월 후", "in 3 months"],
  [-800 * day, "2년 전", "2 years ago"],
])("says how far %d seconds are away", (seconds, ko, en) => {
  expect(relative(after(seconds), now)).toBe(ko);
  speak("en");
  expect(relative(after(seconds), now)).toBe(en);
});

it("counts a begun day until the end as a day", () => {
  expect(daysUntil(after(0.5 * day), now)).toBe(1);
  expect(daysUntil(after(14 * day), now)).toBe(14);
  expect(daysUntil(after(-2 * day), now)).toBe(-2);
});

it("writes dates and numbers as the language does", () => {
  const at = new Date(2026, 2, 4, 14, 5);
  expect(date(at)).toBe("2026년 3월 4일");
  // Which word for the afternoon stands in front is up to the system.
  expect(time(at)).toMatch(/2:05$/);
  expect(dateTime(at)).toContain("2026. 3. 4.");
  speak("en");
  expect(date(at)).toBe("4 March 2026");
  expect(time(at)).toBe("14:05");
  expect(number(10_000)).toBe("10,000");
});

describe("where the computer goes by another time", () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ["Europe/London", 9],
    ["America/New_York", 14],
    ["Asia/Kolkata", 3.5],
    ["Australia/Sydney", -2],
    ["Asia/Seoul", 0],
    ["Asia/Tokyo", 0],
  ])("tells how far %s is from Korea", (zone, hours) => {
    vi.stubEnv("TZ", zone);
    expect(hoursToKorea(now)).toBe(hours);
  });

  it("says Korean time to who reads Korean, and in English where the console does", () => {
    vi.stubEnv("TZ", "Europe/London");
    expect(inKorea("2026-03-04T23:30:00Z")).toMatch(/^한국 시간 2026\. 3\. 5\. .*8:30$/);
    speak("en");
    expect(inKorea("2026-03-04T23:30:00Z")).toBeNull();
    expect(inKorea("2026-03-04T23:30:00Z", true)).toBe("5 Mar 2026, 08:30 in Korea");
    vi.stubEnv("TZ", "Asia/Seoul");
    expect(inKorea("2026-03-04T23:30:00Z", true)).toBeNull();
  });
});
