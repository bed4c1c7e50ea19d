import type { Account, ApiKey, CopyWhat, KindSpec } from "../api/generated/model";
import { namedHere, operationsFor, rotationOf, secretFields } from "./kinds";

/** Something that can be done with a key. */
export type KeyAct =
  | { does: "copy"; what: CopyWhat }
  | { does: "reveal" | "verify" | "edit" | "name" | "rotate" | "pause" | "resume" | "delete" | "forget" }
  /** Pictures of how to switch it off and delete it in the console. */
  | { does: "guide" };

/** What can be done with a key as things stand, in the order people look for it. */
export function keyActs(key: ApiKey, spec: KindSpec, account: Account | null | undefined): KeyAct[] {
  const can = operationsFor(spec, account);
  const here = key.secret === "here";
  const first = spec.fields.find(({ input }) => input.type === "text" || input.type === "secret_id");
  const copies = spec.copies.filter((what) => {
    if (what === "id") return key.public_id !== null || (first?.input.type === "secret_id" && here);
    return here && (what === "secret" || what === "second_secret");
  });
  const acts: KeyAct[] = copies.map((what) => ({ does: "copy", what }));
  const add = (does: Exclude<KeyAct["does"], "copy">, possible: boolean) => {
    if (possible) acts.push({ does });
  };
  add("reveal", here && secretFields(spec).length > 0);
  if (key.presence === "gone") {
    add("forget", true);
    return acts;
  }
  add("verify", here && can.verify !== "never");
  if (can.update === "never" && namedHere(spec)) add("name", true);
  else add("edit", can.update === "api");
  add("rotate", rotationOf(key, spec, account) !== null);
  // The app signs in with its own key: it keeps it as it is.
  add("resume", can.switch === "api" && !key.own && key.state === "disabled");
  add("pause", can.switch === "api" && !key.own && key.state !== "disabled" && key.state !== "expired");
  add("guide", can.switch === "guided" || can.delete === "guided");
  add("delete", can.delete === "api" && !key.own);
  return acts;
}
