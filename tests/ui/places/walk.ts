import { at, expect, type Page, type Scene } from "../page";

/** Looks at what the window shows now. */
export type Look = (state: string) => Promise<void>;

/** A walk through states of the window that are worth looking at, in either language, from its opening in a scene. */
export interface Walk {
  name: string;
  scene?: Scene;
  go: (page: Page, look: Look) => Promise<void>;
}

/** Opens the first key of this name. */
export async function chooseKey(page: Page, name: string) {
  await at(page, "keys.row").filter({ hasText: name }).first().click();
  await expect(page.getByRole("article").getByRole("heading", { level: 2 })).toContainText(name);
}
