import { problem } from "./errors";
import type { AccessRules, FieldValue, Group, GroupChoice, Subscription } from "./generated/model";

/** What the made-up clouds have beside keys. */
export class Extras {
  #groups: { of: string; choice: GroupChoice }[] = [];
  #rules = new Map<string, AccessRules>();
  #subscriptions = new Map<string, Subscription[]>();

  choices(account: string, kind: string): GroupChoice[] {
    return this.#groups.filter(({ of }) => of === `${account} ${kind}`).map(({ choice }) => choice);
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
