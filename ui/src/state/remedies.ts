import type { ErrorCode, Problem } from "../api/generated/error";
import type { Again, ErrorAction } from "../i18n/error-text";
import { keys } from "./keys.svelte";
import { navigation } from "./navigation.svelte";
import type { SettingsPart } from "./settings-parts";
import { vault } from "./vault.svelte";

/** The part of the settings where an error is mended. */
const mends: Partial<Record<ErrorCode, SettingsPart>> = {
  vault_failed: "keychain",
  no_passphrase: "vault",
  vault_not_empty: "vault",
  proof_missing: "lock",
  data_read_only: "about",
};

/** What the buttons of error messages do where no screen knows better. */
export const remedies: Partial<Record<Exclude<ErrorAction, Again>, (problem: Problem) => unknown>> = {
  // What goes wrong there is told in the list.
  refresh: () => void keys.refresh().catch(() => {}),
  connect: () => navigation.go({ screen: "connect" }),
  settings: ({ code }) => navigation.go({ screen: "settings", show: mends[code] }),
  guide: () => navigation.go({ screen: "guides" }),
  keys: () => navigation.go({ screen: "keys" }),
  // The doctor there says how it went.
  set_up_keychain: () => navigation.go({ screen: "settings", show: "keychain" }),
  // What it was needed for goes on then.
  open_vault: async () => vault.state?.passphrase === "open" || (await vault.ask()),
  set_up_vault: () => {
    if (vault.state?.passphrase === "none") vault.setUp();
    // There is one, and it has only to be chosen.
    else navigation.go({ screen: "settings", show: "vault" });
  },
  unfinished: () => navigation.go({ screen: "keys", show: "unfinished" }),
};
