import { call } from "../api/backend";
import type { BinEntry, KeyId } from "../api/generated/model";
import { kindWords } from "../providers";
import { keys } from "./keys.svelte";

/** What something in the waste bin is called on the screen. */
export function binTitle({ name, ends_with, kind }: Pick<BinEntry, "name" | "ends_with" | "kind">): string {
  return name || (ends_with ? `…${ends_with}` : kindWords(kind).name);
}

/** Whether it can be put back. */
export const restores = ({ brings }: BinEntry) => brings === "key" || brings === "secret";

/** Puts something back from the waste bin, and into the list. */
export async function restore({ id }: Pick<BinEntry, "id">) {
  const key = await call("restore_from_bin", { entry: id });
  keys.put(key);
  return key;
}

/** Takes back the step that just put a key, or its secret, into the waste bin. Answers the key, if it was there. */
export async function takeBack(key: KeyId) {
  const entry = (await call("list_bin")).find((one) => one.key === key && restores(one));
  return entry && (await restore(entry));
}
