import { expect, it } from "vitest";
import { confirmation, keyTitle } from "./key-title";

const group = { id: "g", name: "Report bot", login: "report-bot" };

it.each([
  [{ name: "nightly", group, ends_with: "k3Qz" }, "nightly", "nightly"],
  [{ name: "", group, ends_with: "k3Qz" }, "Report bot …k3Qz", "k3Qz"],
  [{ name: "", group: null, ends_with: "k3Qz" }, "…k3Qz", "k3Qz"],
  [{ name: "", group: null, ends_with: null }, "id-at-cloud", "id-at-cloud"],
])("calls %o %s", (key, title, typed) => {
  expect(keyTitle({ remote_id: "id-at-cloud", ...key })).toBe(title);
  expect(confirmation({ remote_id: "id-at-cloud", ...key })).toBe(typed);
});
