import { expect, open, test } from "./page";
import { walks } from "./places";

// How the main states look. The pictures they are held against lie in `references`; after a wanted change, look at what
// is different (target/ui-specs), then renew them and look again:
//   npm run test:specs -w ui -- pictures.spec.ts --update-snapshots && pngquant --ext .png --force tests/ui/references/*.png
// The type is bundled and nothing moves or depends on the day: two runs of one browser differ in less than 60 pixels, by
// what the pictures lost with most of their colours. A control that is taller by one pixel changes 3,300 and more. 400
// are let through, for another build of the browser that draws the edges of letters otherwise.

/** States by the walk that leads there, and the name of their picture. */
const pictures: Record<string, Record<string, string>> = {
  welcome: { welcome: "welcome" },
  connecting: { form: "connect" },
  "new key": { form: "new-key" },
  "issued key": { issued: "issued" },
  list: { list: "keys" },
  palette: { found: "palette" },
  key: { key: "key", deleting: "delete" },
  accounts: { accounts: "accounts" },
  guides: { first_key: "guide" },
  settings: { settings: "settings" },
  lock: { locked: "lock" },
};

for (const lang of ["ko", "en"] as const) {
  for (const { name, scene, go } of walks) {
    const wanted = pictures[name];
    if (!wanted) continue;
    test(`${name} looks as it did (${lang})`, async ({ page }) => {
      await page.clock.setFixedTime(new Date("2026-03-04T05:06:07Z"));
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await open(page, { ...scene, lang, theme: "system" });
      // Letters of one width come from the system.
      await page.evaluate(() => document.documentElement.style.setProperty("--font-mono", "Pretendard"));
      const taken: string[] = [];
      await go(page, async (state) => {
        const picture = wanted[state];
        if (!picture) return;
        taken.push(picture);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await expect.soft(page).toHaveScreenshot(`${picture}-${lang}-${colorScheme}.png`);
        }
        await page.emulateMedia({ colorScheme: "light" });
      });
      expect(taken).toEqual(Object.values(wanted));
    });
  }
}
