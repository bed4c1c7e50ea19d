import type { ApiKey } from "../api/generated/model";
import { keyTitle } from "./key-title";

/** Keys with the text they are found by, made once for each list rather than at each keystroke. */
export interface Findable {
  key: ApiKey;
  text: string;
}

const plain = (text: string) => text.normalize("NFC").toLocaleLowerCase();

/** The newest first; what is gone from the cloud comes last. */
function order(a: ApiKey, b: ApiKey): number {
  if (a.presence !== b.presence) return a.presence === "gone" ? 1 : -1;
  const [newer, older] = [b.created_at ?? "", a.created_at ?? ""];
  return newer < older ? -1 : newer > older ? 1 : keyTitle(a).localeCompare(keyTitle(b));
}

/** Sorts keys and prepares them to be found. */
export function findable(keys: readonly ApiKey[], more: (key: ApiKey) => string): Findable[] {
  return [...keys].sort(order).map((key) => ({
    key,
    text: plain(
      [
        key.name,
        key.note,
        key.group?.name,
        key.group?.login,
        key.ends_with,
        key.public_id,
        ...key.roles.map((role) => role.name),
        key.created_by,
        more(key),
      ].join("\n"),
    ),
  }));
}

/** The keys in which every word of the query occurs. */
export function find(list: readonly Findable[], query: string): ApiKey[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return list.filter(({ text }) => words.every((word) => text.includes(word))).map(({ key }) => key);
}
