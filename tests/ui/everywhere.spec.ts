import { expectAccessible, open, test } from "./page";
import { walks } from "./places";
import { expectSound } from "./sound";

// Every place in both languages: axe in each colour scheme and contrast, and the layout at each size.

for (const lang of ["ko", "en"] as const) {
  test.describe(lang, () => {
    // Before the settings are read, the system's language is spoken.
    test.use({ locale: lang === "ko" ? "ko-KR" : "en-GB" });

    for (const { name, scene, go } of walks) {
      test(`${name} (${lang})`, async ({ page }) => {
        test.slow();
        // A wheel that turns would never stand still.
        await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
        await open(page, { ...scene, lang, theme: "system" });
        await go(page, async (state) => {
          await expectAccessible(page);
          await expectSound(page, `${name}, ${state} (${lang})`);
        });
      });
    }
  });
}
