import { expectComposable, expectReturn, expectWalkable, noteOpeners } from "./focus";
import { expectAccessible, expectColours, open, test } from "./page";
import { walks } from "./places";
import { expectSound } from "./sound";

// Every place in both languages: axe in light and dark, and the layout at each size. What does not depend on the
// language is looked at in one of them: high contrast in Korean, the keyboard's way in English.

for (const lang of ["ko", "en"] as const) {
  test.describe(lang, () => {
    // Before the settings are read, the system's language is spoken.
    test.use({ locale: lang === "ko" ? "ko-KR" : "en-GB" });

    for (const { name, scene, go } of walks) {
      test(`${name} (${lang})`, async ({ page }) => {
        test.slow();
        await noteOpeners(page);
        // A wheel that turns would never stand still.
        await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
        await open(page, { ...scene, lang, theme: "system" });
        let last = name;
        await go(page, async (state) => {
          last = `${name}, ${state} (${lang})`;
          await expectAccessible(page);
          if (lang === "ko") {
            await expectColours(page, "light", "more");
            await expectColours(page, "dark", "more");
          } else {
            await expectComposable(page, last);
            await expectWalkable(page, last);
          }
          await expectColours(page, "dark", "no-preference");
          await page.emulateMedia({ colorScheme: "light" });
          await expectSound(page, last);
        });
        if (lang === "en") await expectReturn(page, last);
      });
    }
  });
}
