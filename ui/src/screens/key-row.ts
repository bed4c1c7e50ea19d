import type { ApiKey } from "../api/generated/model";
import { relative } from "../i18n/format";
import { words } from "../i18n/index.svelte";
import type { IconName } from "../parts/icons";
import { kindWords } from "../providers";
import { endsSoon, replaceDay } from "../state/deadlines";
import { keyTitle } from "../state/key-title";
import { isBroken } from "../state/keychain.svelte";
import { shownState } from "../state/key-state";

/** What is told of a key beside its own: only where it tells keys apart. */
export interface RowContext {
  account: string | null;
  /** There are keys of several kinds, so each says which it is. */
  kinds: boolean;
}

/** Where the secret of a key is. */
export function secretPlace({ secret }: ApiKey): { icon: IconName; words: string } {
  const t = words().keys;
  if (secret === "here") return { icon: "key", words: t.secretHere };
  if (secret === "none") return { icon: "warn", words: t.secretNone };
  if (isBroken(secret)) return { icon: "warn", words: words().keychain[secret] };
  return { icon: "cloud", words: t.secretElsewhere };
}

/** What tells a key apart from others of its name. */
export function rowFacts(key: ApiKey, { account, kinds }: RowContext): string {
  return [
    kinds && kindWords(key.kind).name,
    key.own && kinds && words().keys.own,
    key.name && key.group?.name,
    account,
    key.roles.map((role) => role.name).join(", "),
    key.marks.tags.map((tag) => `#${tag}`).join(" "),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What about a key wants to be looked at; `null` where nothing does. */
export function rowConcern(key: ApiKey): string | null {
  const v = words().keychain;
  if (key.changed.length > 0 && key.presence !== "gone") return words().drift.changedShort;
  if (isBroken(key.secret)) return key.secret === "altered" ? v.alteredShort : v.missingShort;
  const soon = endsSoon(key);
  if (soon) return words().keys.expiresIn(relative(soon));
  const due = replaceDay(key);
  return due?.near ? words().marks.replaceIn(relative(due.day), due.over) : null;
}

/** A key of the list as a screen reader says it, its name first. */
export function rowName(key: ApiKey, context: RowContext): string {
  const t = words().keys;
  const state = shownState(key);
  return [
    // In the order in which it is read with the eyes.
    keyTitle(key),
    state === "gone" ? t.gone : t.state[state],
    rowFacts(key, context),
    rowConcern(key) ?? (key.ends_with && t.endsWith(key.ends_with)),
    key.marks.pinned && words().marks.pinned,
    secretPlace(key).words,
  ]
    .filter(Boolean)
    .join(", ");
}
