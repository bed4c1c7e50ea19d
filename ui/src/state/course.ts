import type { Account, Lesson } from "../api/generated/model";
import { app } from "./app.svelte";
import { lessonAccount } from "./lesson";
import { navigation } from "./navigation.svelte";

/** How far the lesson of the practice mode came and the account it goes on in; `null` where there is none. */
export function course(): { lesson: Lesson; account: Account } | null {
  const account = lessonAccount(app.accounts, app.providers);
  return app.lesson && account ? { lesson: app.lesson, account } : null;
}

/** Has the lesson stand among the keys, or put away. */
export async function keepLesson(shown: boolean) {
  await app.saveSettings({ ...app.settings, lesson: shown });
}

/** Leads to the lesson, also where it was put away. */
export async function showLesson() {
  if (!app.settings.lesson) await keepLesson(true);
  navigation.go({ screen: "keys", show: "lesson" });
}
