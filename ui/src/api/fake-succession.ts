import type { Answer, Args } from "./backend";
import { problem } from "./errors";
import type { ApiKey, Event, HandOverPlace, KindSpec, Succession, SuccessionStep } from "./generated/model";

/** What a rotation needs of the rest of the made-up world. */
export interface World {
  id: () => string;
  spec: (key: ApiKey) => KindSpec | undefined;
  keys: () => ApiKey[];
  events: () => Event[];
  put: (key: ApiKey) => void;
  drop: (id: string) => void;
  /** A key was replaced and is gone. */
  over: (old: ApiKey) => void;
  changed: () => void;
  /** Ends of the address: `making`, the create is in doubt; `used`, the old key is used after the hand-over. */
  scene: string | null;
}

const all: SuccessionStep[] = ["issue", "verify", "hand_over", "watch", "pause", "delete"];
const day = 86_400_000;

/** Rotations in which another key takes the place of a key. */
export class FakeSuccessions {
  list: Succession[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  isHeir(key: string): boolean {
    return this.list.some(({ new_key }) => new_key === key);
  }

  start({ key: id }: Args<"start_succession">): Answer<"start_succession"> {
    const key = this.#key(id);
    if (this.list.some((one) => one.key === id)) throw problem("busy");
    const can = this.#world.spec(key)?.operations;
    const order = all.filter(
      (step) =>
        (step !== "watch" || key.last_used.when !== "unknown") && (step !== "pause" || can?.switch === "api"),
    );
    const one: Succession = {
      id: this.#world.id(),
      key: id,
      new_key: null,
      step: "issue",
      order,
      own: key.own,
      started_at: new Date().toISOString(),
      issued_at: null,
      handed_over_at: null,
      quiet_since: null,
      quiet_days: 7,
      quiet_until: null,
      used_since: false,
      places: this.#places(key),
      making: null,
      proposal: {
        name: key.name ? `${key.name}-2` : "",
        expires: this.#world.spec(key)?.new_key_fields.some(({ input }) => input.type === "expiry")
          ? { when: "at", at: new Date(Date.now() + 90 * day).toISOString() }
          : null,
      },
      no_room: null,
    };
    this.list = [...this.list, one];
    this.#world.changed();
    return one;
  }

  step(ask: Args<"step_succession">): Answer<"step_succession"> {
    const one = this.#one(ask.succession);
    if (one.step !== ask.step) throw problem("conflict");
    const key = this.#key(one.key);
    const now = new Date().toISOString();
    const later = one.order[one.order.indexOf(one.step) + 1] ?? "delete";
    switch (ask.step) {
      case "issue":
        return this.#issue(one, key, ask.new);
      case "verify": {
        const heir = this.#key(one.new_key ?? "");
        this.#world.put({ ...heir, own: one.own, verified_at: now });
        this.#world.put({ ...key, own: false });
        return this.#next(one, { step: "hand_over" });
      }
      case "hand_over":
        return this.#next(one, {
          step: later,
          handed_over_at: now,
          ...(later === "delete" && quiet(one, now)),
        });
      case "watch":
        if (this.#world.scene === "used" && !ask.anyway) {
          this.#world.put({ ...key, last_used: { when: "at", at: now } });
          this.#next(one, { used_since: true });
          throw problem("still_in_use", { outcome: "refused", op: "rotate" });
        }
        return this.#next(one, { step: later, ...(later === "delete" && quiet(one, now)) });
      case "pause":
        this.#world.put({ ...key, state: "disabled" });
        return this.#next(one, { step: "delete", ...quiet(one, now) });
      case "delete":
        if (!ask.anyway && one.quiet_until && one.quiet_until > now) throw problem("still_in_use");
        if (ask.typed_name !== key.name) throw problem("name_mismatch");
        this.list = this.list.filter((known) => known !== one);
        this.#world.drop(key.id);
        this.#world.over(key);
        return null;
    }
  }

  note({ succession, done, quiet_days }: Args<"note_succession">): Answer<"note_succession"> {
    const one = this.#one(succession);
    const days = quiet_days ?? one.quiet_days;
    return this.#next(one, {
      places: one.places.map((place) => ({ ...place, done: done ? done.includes(place.id) : place.done })),
      ...(one.quiet_since ? quiet({ ...one, quiet_days: days }, one.quiet_since) : {}),
      quiet_days: days,
    });
  }

  end({ succession, typed_name }: Args<"end_succession">): null {
    const one = this.#one(succession);
    const key = this.#key(one.key);
    const heir = this.#world.keys().find(({ id }) => id === one.new_key);
    if (typed_name !== null && heir && typed_name !== heir.name) throw problem("name_mismatch");
    this.list = this.list.filter((known) => known !== one);
    this.#world.put({ ...key, state: one.quiet_since ? "enabled" : key.state, own: one.own });
    if (heir && typed_name !== null) this.#world.drop(heir.id);
    this.#world.changed();
    return null;
  }

  #issue(one: Succession, key: ApiKey, asked: Args<"step_succession">["new"]): Succession {
    if (this.#world.scene === "making") {
      this.#next(one, { making: "op-1", proposal: null });
      throw problem("outcome_unknown", { outcome: "unknown", op: "create" });
    }
    const alike = this.#world
      .keys()
      .filter(({ kind, account }) => kind === key.kind && account === key.account);
    // Two for each project.
    if (key.kind === "kakao_s3_key" && alike.length >= 2) {
      const first = alike.find(({ id, own }) => id !== key.id && !own)?.id ?? null;
      return this.#next(one, {
        no_room: { used: alike.length, limit: 2, first, why: first ? "oldest" : null },
      });
    }
    const id = this.#world.id();
    const now = new Date().toISOString();
    this.#world.put({
      ...key,
      id,
      remote_id: `5a1e0000-0000-4000-9000-${id.replace(/\D/g, "").padStart(12, "0")}`,
      name: asked?.name ?? `${key.name}-2`,
      expires: asked?.expires ?? key.expires,
      public_id: key.public_id && "nEwKeYiDfOrTeStInG12",
      ends_with: "nG12",
      own: false,
      secret: "here",
      state: "enabled",
      created_at: now,
      verified_at: one.own ? null : now,
      last_used: key.last_used.when === "unknown" ? key.last_used : { when: "never" },
    });
    return this.#next(one, {
      step: one.own ? "verify" : "hand_over",
      new_key: id,
      issued_at: now,
      proposal: null,
      no_room: null,
    });
  }

  #next(one: Succession, more: Partial<Succession>): Succession {
    const next = { ...one, ...more };
    this.list = this.list.map((known) => (known.id === one.id ? next : known));
    this.#world.changed();
    return next;
  }

  #one(id: string): Succession {
    const one = this.list.find((known) => known.id === id);
    if (!one) throw problem("gone");
    return one;
  }

  #key(id: string): ApiKey {
    const key = this.#world.keys().find((known) => known.id === id);
    if (!key) throw problem("gone");
    return key;
  }

  #places(key: ApiKey): HandOverPlace[] {
    const noted = key.marks.used_in.map((text) => ({
      id: `noted ${text}`,
      what: { type: "noted" as const, text },
      done: false,
    }));
    const taken = new Map<string, HandOverPlace>();
    // Newest first.
    for (const { op, detail, at } of this.#world.events().filter((event) => event.key === key.id)) {
      if (op !== "copy" && op !== "reveal") continue;
      const copied = op === "copy" && detail?.type === "copied" ? detail.value : null;
      const id = `taken ${copied ?? op}`;
      const what = { type: "taken" as const, op, copied, times: 0, last_at: at };
      const place = taken.get(id) ?? { id, what, done: false };
      taken.set(id, place);
      if (place.what.type === "taken") place.what.times++;
    }
    return [...noted, ...taken.values()];
  }
}

function quiet({ quiet_days }: Succession, since: string): Partial<Succession> {
  const quiet_until = new Date(new Date(since).getTime() + quiet_days * day).toISOString();
  return { quiet_since: since, quiet_until };
}
