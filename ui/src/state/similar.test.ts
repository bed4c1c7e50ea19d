import { describe, expect, it } from "vitest";
import { key, manyKeys } from "../api/fake-data";
import { sought } from "./search";
import { nameLetters, similar } from "./similar";

const among = (query: string, ...texts: string[]) =>
  similar(texts, query, (text) => sought([text]).letters, 9);

describe("similar", () => {
  it("forgives one letter wrong, missing, extra or swapped, wherever in the word", () => {
    for (const typed of [
      "grafsna",
      "grafna",
      "graafana",
      "garfana",
      "rgafana",
      "rafana",
      "grafaan",
      "grafanb",
      "GRAFNA",
    ])
      expect(among(typed, "prod-grafana-1", "terraform-ci"), typed).toEqual(["prod-grafana-1"]);
  });

  it("forgives none in a short word, and two only in a long one", () => {
    expect(among("ect", "etc")).toEqual([]);
    expect(among("ecto", "etco")).toEqual(["etco"]);
    expect(among("grfxana", "grafana")).toEqual([]);
    expect(among("terafrom", "terraform-ci")).toEqual(["terraform-ci"]);
    expect(among("dshbaord", "dashboard")).toEqual(["dashboard"]);
    expect(among("dshbaodr", "dashboard")).toEqual([]);
  });

  it("compares Korean by its letters", () => {
    for (const typed of ["설쩡", "설저", "선정", "ㅅ설정", "서렁"])
      expect(among(typed, "설정", "계정 연결"), typed).toEqual(["설정"]);
    expect(among("매춣 보고서", "매출 보고서 자동화")).toEqual(["매출 보고서 자동화"]);
    expect(among("설쩡".normalize("NFD"), "설정")).toEqual(["설정"]);
  });

  it("wants every word", () => {
    expect(among("grafna prdo", "grafana prod", "grafana dev", "prod")).toEqual(["grafana prod"]);
    expect(among("grafna ci", "grafana", "grafana-ci")).toEqual(["grafana-ci"]);
  });

  it("puts the nearest first, and else leaves the order", () => {
    expect(among("terraforn", "tetraforms", "terraform", "terrafor")).toEqual([
      "terraform",
      "terrafor",
      "tetraforms",
    ]);
    expect(similar(["abcd1", "abcd2", "abcd3"], "abxd", (text) => text, 2)).toEqual(["abcd1", "abcd2"]);
  });

  it("knows no word of few letters, and of long ones the beginning", () => {
    expect(among("a b", "a b")).toEqual([]);
    expect(among("", "a")).toEqual([]);
    const long = "abcdefghijklmnopqrstuvwxyz0123456789";
    expect(among(`x${long}`, `-${long}-`, "abc")).toEqual([`-${long}-`]);
  });

  it("finds a key among ten thousand", () => {
    const keys = [...manyKeys(10_000), key(10_001, "needle in Seoul")];
    expect(similar(keys, "nedele seuol", nameLetters, 3).map(({ name }) => name)).toEqual([
      "needle in Seoul",
    ]);
  });
});
