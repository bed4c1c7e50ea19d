import type { ApiKey } from "../api/generated/model";

type Named = Pick<ApiKey, "name" | "group" | "ends_with" | "remote_id">;

/** What a key is called on the screen: some clouds give keys no names, and the user need not either. */
export function keyTitle(key: Named): string {
  if (key.name) return key.name;
  const end = key.ends_with ? `…${key.ends_with}` : key.remote_id;
  return key.group ? `${key.group.name} ${end}` : end;
}

/** What is typed to confirm that this very key is meant. */
export function confirmation(key: Named): string {
  return key.name || key.ends_with || key.remote_id;
}
