import type { Account, ApiKey, KindId, KindSpec } from "../api/generated/model";
import { reachOf } from "../providers/reaches";
import type { Bounds } from "./bounds";
import { operationsFor, rotationOf } from "./kinds";

/** What is unhealthy about a key, the gravest first. */
export const ills = ["powerful", "anywhere", "unused", "paused", "never_ends", "old"] as const;
export type Ill = (typeof ills)[number];

/** What mends it: an act on this key, a key that takes its place, pictures of the console; or why nothing does. */
export type Mend =
  | { does: "edit" | "delete" | "guide" | "rotate" }
  | { does: "new" | "connect"; kind: KindId }
  | { does: null; why: "cloud" };

const everywhere: ReadonlySet<string> = new Set(["0.0.0.0/0", "::/0"]);

/** Whether a rule of addresses lets everybody in. */
export const isAnywhere = (source: string) => everywhere.has(source);

/** Whether keys of a kind can be made with this sort of field. */
const chooses = (spec: KindSpec, type: "expiry" | "addresses" | "roles") =>
  spec.new_key_fields.some(({ input }) => input.type === type);

/** What is unhealthy about a key, as far as its cloud tells. */
export function illsOf(key: ApiKey, { kinds, unused, untouched, old }: Bounds): Ill[] {
  const spec = kinds.get(key.kind);
  // Nothing comes of a key that does not work any more.
  if (!spec || key.presence === "gone" || key.state === "expired") return [];
  const { last_used: used, created_at: made } = key;
  const idle =
    used.when === "at" ? used.at < unused : used.when === "never" && made !== null && made < untouched;
  if (key.state === "disabled") return idle ? ["paused"] : [];
  const { root, powerful } = reachOf(key);
  const age = root ? old.root : chooses(spec, "expiry") ? old.usual : old.endless;
  const has: Record<Ill, boolean> = {
    powerful,
    anywhere:
      chooses(spec, "addresses") && (key.addresses?.some(({ source }) => isAnywhere(source)) ?? false),
    unused: idle,
    paused: false,
    never_ends: key.expires.when === "never" && chooses(spec, "expiry"),
    old: made !== null && made < age,
  };
  return ills.filter((ill) => has[ill]);
}

/** What mends it as things stand. */
export function mendOf(ill: Ill, key: ApiKey, spec: KindSpec, account: Account | null | undefined): Mend {
  const can = operationsFor(spec, account);
  if (ill === "old" && rotationOf(key, spec, account) !== null) return { does: "rotate" };
  // The app signs in with it: another one must take its place first.
  if (key.own) {
    const alone = ill === "powerful" && !reachOf(key).narrower && !chooses(spec, "roles");
    return alone ? { does: null, why: "cloud" } : { does: "connect", kind: key.kind };
  }
  const edits = (type: "expiry" | "addresses" | "roles") =>
    can.update === "api" &&
    spec.new_key_fields.some(({ input, editable }) => input.type === type && editable);
  const makes: Mend = can.create === "never" ? { does: null, why: "cloud" } : { does: "new", kind: key.kind };
  const removes: Mend =
    can.delete === "api"
      ? { does: "delete" }
      : can.delete === "guided"
        ? { does: "guide" }
        : { does: null, why: "cloud" };
  switch (ill) {
    case "powerful":
      if (edits("roles")) return { does: "edit" };
      return chooses(spec, "roles") || reachOf(key).narrower ? makes : { does: null, why: "cloud" };
    case "anywhere":
      return edits("addresses") ? { does: "edit" } : makes;
    case "never_ends":
      return edits("expiry") ? { does: "edit" } : makes;
    case "old":
      return makes;
    case "unused":
    case "paused":
      return removes;
  }
}
