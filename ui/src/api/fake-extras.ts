import { problem } from "./errors";
import type {
  AccessRules,
  FieldValue,
  Group,
  GroupChoice,
  Purpose,
  Replacement,
  Rotation,
  RotationStep,
  Subscription,
} from "./generated/model";

const steps: RotationStep[] = ["move_to_other", "renew_in_use", "move_back", "renew_other"];

/** What the made-up clouds have beside keys. */
export class Extras {
  #groups: { of: string; choice: GroupChoice }[] = [];
  #rules = new Map<string, AccessRules>();
  #subscriptions = new Map<string, Subscription[]>();

  choices(account: string, kind: string): GroupChoice[] {
    return this.#groups.filter(({ of }) => of === `${account} ${kind}`).map(({ choice }) => choice);
  }

  /** The group that a form names. */
  chosen(account: string, kind: string, value: FieldValue | undefined): Group | null {
    const id = value?.type === "text" ? value.value : null;
    return this.choices(account, kind).find(({ group }) => group.id === id)?.group ?? null;
  }

  addGroup(account: string, kind: string, choice: GroupChoice) {
    this.#groups.push({ of: `${account} ${kind}`, choice });
  }

  makeGroup(id: string, account: string, kind: string, fields: Record<string, FieldValue>): Group {
    const text = (field: string) => {
      const value = fields[field];
      return value?.type === "text" ? value.value : "";
    };
    const group = { id, name: text("name"), login: text("login_id") || null };
    this.addGroup(account, kind, { group, problem: null });
    return group;
  }

  rules(group: string): AccessRules {
    return this.#rules.get(group) ?? { on: false, sources: [] };
  }

  setRules(group: string, rules: AccessRules): AccessRules {
    this.#rules.set(group, rules);
    return rules;
  }

  addSubscription(key: string, one: Subscription) {
    this.#subscriptions.set(key, [...this.subscriptions(key), one]);
  }

  rotations: Rotation[] = [];

  startRotation(id: string, key: string, in_use: string): Rotation {
    const other = in_use === "primary_key" ? "secondary_key" : "primary_key";
    const one: Rotation = {
      id,
      key,
      in_use,
      other,
      step: "move_to_other",
      started_at: new Date().toISOString(),
    };
    this.rotations = [...this.rotations, one];
    return one;
  }

  stepRotation(id: string, step: RotationStep): Rotation | null {
    const one = this.rotations.find((known) => known.id === id);
    if (one?.step !== step) throw problem("conflict");
    const next = steps[steps.indexOf(step) + 1];
    if (!next) this.endRotation(id);
    else this.rotations = this.rotations.map((known) => (known.id === id ? { ...known, step: next } : known));
    return this.rotations.find((known) => known.id === id) ?? null;
  }

  replacements: Replacement[] = [];

  startReplacement(id: string, key: string, purpose: Purpose): Replacement {
    if (this.replacements.some((known) => known.key === key)) throw problem("busy");
    const step = purpose === "replace" ? "make" : "hand_over";
    const started_at = new Date().toISOString();
    const one: Replacement = { id, key, purpose, step, new_key: null, started_at };
    this.replacements = [...this.replacements, one];
    return one;
  }

  /** The next step, and the key that goes with the last one. */
  stepReplacement(id: string, made: string | null): { next: Replacement | null; gone: string | null } {
    const one = this.replacements.find((known) => known.id === id);
    if (!one) throw problem("gone");
    const over = one.step === "remove" || (one.step === "hand_over" && one.new_key === one.key);
    if (over) {
      this.endReplacement(id);
      return { next: null, gone: one.step === "remove" ? one.key : null };
    }
    const step = one.step === "make" ? ("hand_over" as const) : ("remove" as const);
    const next = { ...one, step, new_key: one.new_key ?? made };
    this.replacements = this.replacements.map((known) => (known.id === id ? next : known));
    return { next, gone: null };
  }

  endReplacement(id: string) {
    this.replacements = this.replacements.filter((known) => known.id !== id);
  }

  endRotation(id: string) {
    this.rotations = this.rotations.filter((known) => known.id !== id);
  }

  subscriptions(key: string): Subscription[] {
    return this.#subscriptions.get(key) ?? [];
  }

  subscribe(key: string, product: string, on: boolean): Subscription[] {
    const others = this.subscriptions(key).filter((one) => one.product !== product);
    // The catalogue of the made-up cloud knows ids that begin with a letter.
    if (on && !/^[a-z]/i.test(product)) throw problem("not_found", { outcome: "refused", op: "subscribe" });
    const now: Subscription[] = on
      ? [...others, { product, name: product, about: null, state: "requested", own: false, stages: null }]
      : others;
    this.#subscriptions.set(key, now);
    return now;
  }
}
