import { at, expect } from "../page";
import { chooseKey, type Walk } from "./walk";

/** The list of keys, and what stands around it. */
export const listWalks: Walk[] = [
  { name: "list", go: (_page, look) => look("list") },
  { name: "list with trouble", scene: { scenario: "trouble" }, go: (_page, look) => look("trouble") },
  { name: "list without network", scene: { scenario: "offline" }, go: (_page, look) => look("offline") },
  {
    name: "dates",
    async go(page, look) {
      await expect(at(page, "deadlines.row")).toHaveCount(2);
      await at(page, "deadlines.snooze").first().click();
      await expect(at(page, "deadlines.snooze.week")).toBeVisible();
      await look("snooze");
    },
  },
  {
    name: "filters",
    scene: { scenario: "naver" },
    async go(page, look) {
      await at(page, "keys.filter").click();
      await at(page, "keys.filter.state.expired").check({ force: true });
      await look("filters");
      await at(page, "keys.view.save").click();
      await at(page, "keys.view.name").fill("여기 있는 키");
      await look("naming a list");
      await page.keyboard.press("Enter");
      await expect(at(page, "keys.view")).toHaveAttribute("aria-pressed", "true");
      await at(page, "keys.filter.secret.here").check({ force: true });
      await page.keyboard.press("Escape");
      await expect(at(page, "keys.row")).toHaveCount(0);
      await look("no match");
    },
  },
  {
    name: "several keys",
    scene: { fail: "verify_key:credential_unknown" },
    async go(page, look) {
      // Where only one fits the list goes as soon as a key is open: nothing is picked by a plain click.
      await at(page, "keys.row")
        .nth(1)
        .click({ modifiers: ["ControlOrMeta"] });
      await at(page, "keys.row")
        .nth(2)
        .click({ modifiers: ["ControlOrMeta"] });
      await expect(at(page, "keys.act")).toBeAttached();
      await look("picked");
      await at(page, "picked.check").click();
      await expect(at(page, "picked.check.failed").first()).toBeAttached();
      await at(page, "picked.tags").click();
      await at(page, "picked.tags.tags").fill("매출, 외주");
      await look("tags");
      await at(page, "picked.tags.save").click();
      await look("tagged");
      await at(page, "picked.day").click();
      await look("day");
    },
  },
  {
    name: "no key found",
    scene: { scenario: "many" },
    async go(page, look) {
      await at(page, "keys.search").fill("grafnaa");
      await expect(at(page, "keys.similar")).toHaveCount(3);
      await look("similar");
    },
  },
  {
    name: "changes in the console",
    scene: { scenario: "drift" },
    async go(page, look) {
      await look("list");
      await chooseKey(page, "grafana-dashboard");
      await look("key");
    },
  },
  {
    name: "unfinished",
    scene: { scenario: "unfinished" },
    async go(page, look) {
      await at(page, "keys.unfinished").click();
      await expect(at(page, "unfinished.row")).toHaveCount(8);
      await look("list");
      await page.locator('[data-operation-id="op-2"]').getByTestId("unfinished.delete").click();
      await look("deleting");
    },
  },
  {
    name: "waste bin",
    scene: { bin: "full" },
    async go(page, look) {
      await at(page, "keys.bin").click();
      await expect(at(page, "bin.row")).toHaveCount(3);
      await look("bin");
    },
  },
  {
    name: "lesson",
    scene: { scenario: "practice", lesson: "issued" },
    async go(page, look) {
      await expect(at(page, "lesson")).toBeVisible();
      await look("begun");
      await at(page, "troubles").click();
      await at(page, "trouble.maintenance").check({ force: true });
      await look("trouble");
      await at(page, "keys.refresh").click();
      await expect(at(page, "practice.bar")).toHaveAttribute("data-met", "true");
      await expect(at(page, "trouble.did")).toBeVisible();
      await look("trouble met");
    },
  },
  {
    name: "palette",
    async go(page, look) {
      await chooseKey(page, "grafana-dashboard");
      await page.keyboard.press("Control+k");
      await expect(at(page, "palette.search")).toBeFocused();
      await look("offers");
      await at(page, "palette.search").fill("g");
      await look("found");
      await at(page, "palette.search").fill("qqqq");
      await expect(at(page, "palette.option")).toHaveCount(0);
      await look("nothing found");
      await at(page, "palette.search").fill("grafnaa");
      await expect(at(page, "palette.option").first()).toContainText("grafana");
      await look("similar");
      await page.keyboard.press("Enter");
      await at(page, "nav.activity").click();
      await page.keyboard.press("Control+k");
      await expect(at(page, "palette.option").first()).toContainText("grafana");
      await look("recent");
    },
  },
];
