import { words } from "../i18n/index.svelte";
import type { SettingsPart } from "../state/settings-parts";

/** What a part of the settings is called. */
export function partTitle(part: SettingsPart): string {
  const { settings, lock, radar, vault } = words();
  return {
    look: settings.look,
    lock: lock.settings,
    background: radar.settings,
    keychain: settings.safety,
    vault: vault.title,
    shortcuts: settings.shortcuts,
    about: settings.about,
  }[part];
}

/** What can be set or read in a part of the settings. */
export function partHolds(part: SettingsPart): string[] {
  const { settings, lock, radar, vault } = words();
  return {
    look: [settings.language, settings.theme, settings.text, settings.contrast],
    lock: [lock.level, lock.account],
    background: [radar.remind, radar.tray, radar.autostart],
    keychain: [settings.vault],
    vault: [vault.newGo],
    shortcuts: [],
    about: [settings.version, settings.dataDir, settings.licence],
  }[part];
}
