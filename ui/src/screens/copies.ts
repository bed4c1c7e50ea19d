import type { CopyWhat } from "../api/generated/model";
import { words } from "../i18n/index.svelte";
import type { IconName } from "../parts/icons";

/** A ready-made text with a key in it. */
export interface Format {
  what: CopyWhat;
  label: string;
  hint: string;
  icon: IconName;
}

const icons: [CopyWhat, IconName][] = [
  ["both", "copy"],
  ["env", "code"],
  ["curl", "terminal"],
  ["curl_with_secret", "terminal"],
  ["header", "code"],
  ["python", "code"],
  ["s3_profile", "folder"],
  ["rclone", "folder"],
  ["clouds_yaml", "cloud"],
  ["export", "terminal"],
];

/** What can be copied beside the bare values, in the language in use. */
export function formats(copies: readonly CopyWhat[]): Format[] {
  const t = words().keys.formats;
  return icons
    .filter(([what]) => copies.includes(what))
    .map(([what, icon]) => ({ what, icon, ...t[what as keyof typeof t] }));
}
