import { untrack } from "svelte";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { AccountId, ApiKey, KeyId, KindId } from "../api/generated/model";
import type { Guide, Step } from "../providers/guide";
import { app } from "./app.svelte";
import { keys } from "./keys.svelte";
import { accountsFor, operationsFor } from "./kinds";

/** How things stood when a guide was begun: what differs from it was seen to happen. */
interface Start {
  accounts: ReadonlySet<AccountId>;
  keys: ReadonlyMap<KeyId, ApiKey>;
  pastes: number;
}

/** How far somebody came in a guide. Lives as long as the page and holds no secret. */
export class Progress {
  /** The step that is in front, from 0. */
  at = $state(0);
  /** Ticked by hand, or not although it was seen. */
  #byHand = new SvelteMap<number, boolean>();
  #opened = new SvelteSet<string>();
  #start: Start;
  readonly kind: KindId;
  readonly guide: Guide;

  constructor(kind: KindId, guide: Guide) {
    this.kind = kind;
    this.guide = guide;
    this.#start = $state.raw(untrack(() => now(kind)));
  }

  /** The app sees itself that a step is done. */
  seen(at: number): boolean {
    const step = this.guide.steps[at];
    return step !== undefined && this.#sees(step);
  }

  done(at: number): boolean {
    return this.#byHand.get(at) ?? this.seen(at);
  }

  get count(): number {
    return this.guide.steps.filter((_, at) => this.done(at)).length;
  }

  get last(): number {
    return this.guide.steps.length - 1;
  }

  tick(at: number, done: boolean) {
    this.#byHand.set(at, done);
  }

  /** The console's page of this id was opened. */
  opened(link: string) {
    this.#opened.add(link);
  }

  /** Goes to another step, as far as there are steps. */
  move(by: number) {
    this.at = Math.min(Math.max(this.at + by, 0), this.last);
  }

  /** Nothing is done any more. */
  restart() {
    this.at = 0;
    this.#byHand.clear();
    this.#opened.clear();
    this.#start = now(this.kind);
  }

  /** Asking the clouds again may show that a step is done. */
  canLook(at: number): boolean {
    const sight = this.guide.steps[at]?.done;
    const spec = app.kind(this.kind);
    if (!sight?.startsWith("key_") || !spec || this.done(at)) return false;
    return accountsFor(spec, app.accounts).some((one) => operationsFor(spec, one).list === "api");
  }

  #sees({ done, link }: Step): boolean {
    // Nothing is known of keys and accounts then.
    if (app.lock.locked) return false;
    const { accounts, keys: before, pastes } = this.#start;
    const connected = () => app.accounts.some((one) => one.kind === this.kind && !accounts.has(one.id));
    switch (done) {
      case undefined:
        return false;
      case "opened":
        return link !== undefined && this.#opened.has(link);
      case "pasted":
        return progress.pastes(this.kind) > pastes || connected();
      case "connected":
        return connected();
      case "key_appeared":
        return keysOf(this.kind).some(({ id, presence }) => presence !== "gone" && !before.has(id));
      case "key_paused":
        return [...before.values()].some((was) => was.state === "enabled" && hasStopped(keys.byId(was.id)));
      case "key_gone":
        return [...before.values()].some((was) => was.presence !== "gone" && isGone(was));
    }
  }
}

const keysOf = (kind: KindId) => keys.all.filter((key) => key.kind === kind);

function hasStopped(key: ApiKey | undefined): boolean {
  return key?.state === "disabled" && key.presence !== "gone";
}

/** Gone at the cloud, or from the list. By taking leave of its account, only where the cloud lists no such keys. */
function isGone(was: ApiKey): boolean {
  const key = keys.byId(was.id);
  if (key) return key.presence === "gone";
  return app.account(was.account) !== undefined || app.kind(was.kind)?.operations.list !== "api";
}

function now(kind: KindId): Start {
  return {
    accounts: new Set(app.accounts.map(({ id }) => id)),
    keys: new Map(keysOf(kind).map((key) => [key.id, key])),
    pastes: progress.pastes(kind),
  };
}

/** How far somebody came in every guide that was looked at. */
class Everything {
  readonly #known = new Map<string, Progress>();
  readonly #pastes = new SvelteMap<KindId, number>();

  /** The progress in a guide, which begins when it is asked for the first time. */
  of(kind: KindId, guide: Guide): Progress {
    const name = `${kind} ${guide.id}`;
    let found = this.#known.get(name);
    if (!found) this.#known.set(name, (found = new Progress(kind, guide)));
    return found;
  }

  /** Every value that connecting with this kind of key needs was given. */
  pasted(kind: KindId) {
    this.#pastes.set(kind, this.pastes(kind) + 1);
  }

  /** How often that happened. */
  pastes(kind: KindId): number {
    return this.#pastes.get(kind) ?? 0;
  }
}

export const progress = new Everything();
