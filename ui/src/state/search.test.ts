import { describe, expect, it } from "vitest";
import { fewKeys, key, manyKeys, roles } from "../api/fake-data";
import { find, findable } from "./search";

const list = findable(fewKeys(), () => "Hanbit Analytics");
const names = (query: string) => find(list, query).map((key) => key.name);

describe("find", () => {
  it("finds by a part of the name, whatever its case", () => {
    expect(names("GRAFANA")).toEqual(["grafana-dashboard"]);
  });

  it("finds by the last four characters", () => {
    expect(names("WM7P")).toEqual(["grafana-dashboard", "metabase"]);
  });

  it("finds by role", () => {
    expect(names("bi dashboards")).toEqual(["매출 보고서 자동화"]);
  });

  it("wants every word", () => {
    expect(names("admin terraform")).toEqual(["terraform-ci"]);
    expect(names("admin grafana")).toEqual([]);
  });

  it("finds Korean that was typed decomposed, as macOS sends it", () => {
    expect(names("보고서".normalize("NFD"))).toEqual(["매출 보고서 자동화"]);
  });

  it("gives everything for an empty query", () => {
    expect(names("  ")).toHaveLength(8);
  });
});

describe("findable", () => {
  it("puts the newest first and what is gone last", () => {
    const old = key(1, "old", { created_at: "2025-01-01T00:00:00Z" });
    const young = key(2, "new", { created_at: "2026-01-01T00:00:00Z" });
    const gone = key(3, "gone", { created_at: "2026-06-01T00:00:00Z", presence: "gone", roles });
    expect(
      find(
        findable([gone, old, young], () => ""),
        "",
      ).map((one) => one.name),
    ).toEqual(["new", "old", "gone"]);
  });

  it("finds one key among ten thousand", () => {
    const many = findable([...manyKeys(10_000), key(10_001, "needle in seoul")], () => "account");
    expect(find(many, "seoul needle").map((one) => one.name)).toEqual(["needle in seoul"]);
  });
});
