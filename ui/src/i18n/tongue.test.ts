import { expect, it } from "vitest";
import { tongueFor } from "./tongue";

it("obeys the setting before the system", () => {
  expect(tongueFor("en", "ko-KR")).toBe("en");
  expect(tongueFor("ko", "en-US")).toBe("ko");
});

it("speaks Korean on a Korean system and English on any other", () => {
  expect(tongueFor("system", "ko")).toBe("ko");
  expect(tongueFor("system", "ko_KR.UTF-8")).toBe("ko");
  expect(tongueFor("system", "ko-KR")).toBe("ko");
  expect(tongueFor("system", "kok-IN")).toBe("en");
  expect(tongueFor("system", "de")).toBe("en");
});
