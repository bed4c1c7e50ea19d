import type { Answer, Args, Backend, Command } from "./backend";
import { problem } from "./errors";
import * as activity from "./fake-activity";
import { FakeBin } from "./fake-bin";
import * as data from "./fake-data";
import { FakeEmergencies } from "./fake-emergency";
import { settled } from "./fake-drift";
import { Extras } from "./fake-extras";
import { FakeLock } from "./fake-lock";
import * as kakao from "./fake-kakao";
import * as kt from "./fake-kt";
import * as naver from "./fake-naver";
import { providers } from "./fake-providers";
import type { ErrorCode, Outcome } from "./generated/error";
import type {
  Account,
  AppState,
  BrokenAccount,
  ApiKey,
  Draft,
  Emergency,
  Event,
  Identity,
  KeyList,
  KindId,
  Look,
  OperationKind,
  Settings,
  Token,
  TokenKind,
  Unfinished,
} from "./generated/model";
import { closing, copies, shut, withoutData } from "./fake-recovery";
import { sealForReveal } from "./fake-reveal";
import { FakeLesson } from "./fake-lesson";
import { FakeKeychain } from "./fake-keychain";
import { looksOf, setScene } from "./fake-scenes";
import { FakeStrip } from "./fake-strip";
import { FakeSuccessions } from "./fake-succession";
import { FakeRadar } from "./fake-radar";
import { FakeVault, exampleCode, type VaultCommand } from "./fake-vault";
import { asKey, identity, looksLike, operations, options, readPasted, slowCalls } from "./fake-tools";

/**
 * The backend of a browser tab: no clouds, no keychain, everything in memory.
 *
 * The address says how things stand:
 * `scenario` = empty | few | practice | naver | naver-closed | kakao | kakao-patched | kt | many | ten-thousand | trouble | unfinished | naver-outside | drift | offline, `lang` = ko | en, `theme` = light | dark,
 * `text` = its size in percent, `contrast` = more,
 * `fail` = command:code[:outcome],… (each answers so every time), `slow` = milliseconds[:command] that each cloud call takes, or this command,
 * `limited` = the roles of the new-key form cannot be read: existing | nowhere | old,
 * `keychain` = hung | hung-check, or the code of what is wrong with the keychain,
 * `token` = ended: the cloud does not take a token any more when it is asked,
 * `data` = damaged | newer | full: the data file does not open (`copies` = none: and there is no copy of it),
 * `closing` = create | token | delete: the window was to be closed while this is being carried out (delete: from then on),
 * `vault` = none | closed | open | stopped: the passphrase vault (its passphrase: old but good passphrase),
 * `succession` = making | used: the new key of a rotation is in doubt; the old one is used after the hand-over,
 * `desktop` = gnome-wayland: the clipboard may stay as it is while another window is in front, and no strip stays there; windows: shown secrets
 * stay out of screenshots; bare: there is neither a tray nor a place for notices,
 * `tray` = on: the app stays in the tray, `asked` = the id of a key that somebody asked for at a notice,
 * `log` = offline | forbidden: the cloud's own log cannot be read, `history` = altered | cut: somebody changed the data file,
 * `clock` = minutes that this computer's clock is ahead (negative: behind),
 * `bin` = full: see `fake-bin.ts`, `leak` = fails | left: see `fake-emergency.ts`,
 * `lesson` = issued | rotated | retired: so far came the lesson of `scenario` = practice,
 * `keep`: accounts, keys, settings and history outlast a reload,
 * `lock`, `locked`, `account`, `preset`: the lock, see `fake-lock.ts`.
 */
export function start(query: URLSearchParams): Backend {
  const fake = new Fake(query);
  return {
    async call(command, args) {
      return (await fake.answer(command, args)) as never;
    },
  };
}

/** What is admitted while the app is locked. */
const whileLocked: ReadonlySet<Command> = new Set<Command>([
  "app_state",
  "wait_for_change",
  "note_activity",
  "lock_app",
  "unlock_app",
  "clear_clipboard",
  "close_reveal",
]);

type Handlers = { [C in Exclude<Command, VaultCommand>]: (args: Args<C>) => Answer<C> | Promise<Answer<C>> };

/** Where it is kept what outlasts a reload. */
const KEPT = "keywright.fake";

interface Kept {
  settings: Settings;
  accounts: Account[];
  keys: ApiKey[];
  looks: Look[];
  events: Event[];
  count: number;
}

class Fake {
  #query: URLSearchParams;
  #settings: Settings;
  #accounts: Account[];
  #keys: ApiKey[];
  #looks: Look[];
  #unfinished: Unfinished[];
  #events: Event[];
  #drafts: Draft[] = [];
  /** Drafts with something in them from the clipboard. */
  #pasted = new Set<string>();
  #extras = new Extras();
  #broken: BrokenAccount[];
  #bin: FakeBin;
  #emergencies: FakeEmergencies;
  #keychain: FakeKeychain;
  #lock: FakeLock;
  #stopRefresh: (() => void) | undefined;
  #refreshing: AppState["refreshing"] = null;
  #closing: AppState["closing"];
  /** Why the data file does not open. */
  #shut: ErrorCode | undefined;
  #revision = 1;
  #waiting: (() => void)[] = [];
  #count = 1000;
  #vault: FakeVault;
  #successions: FakeSuccessions;
  #lesson = new FakeLesson(() => this.#changed());
  #radar: FakeRadar;
  #strip: FakeStrip;

  constructor(query: URLSearchParams) {
    this.#query = query;
    this.#strip = new FakeStrip(query);
    this.#successions = new FakeSuccessions({
      id: () => this.#id(),
      spec: ({ kind }) => providers.flatMap(({ kinds }) => kinds).find(({ id }) => id === kind),
      keys: () => this.#keys,
      events: () => this.#events,
      put: (key) => {
        const known = this.#keys.some(({ id }) => id === key.id);
        this.#keys = known ? this.#keys.map((one) => (one.id === key.id ? key : one)) : [...this.#keys, key];
      },
      drop: (gone) => (this.#keys = this.#keys.filter(({ id }) => id !== gone)),
      over: (old) => {
        this.#log("delete", old);
        this.#log("rotate", old);
      },
      changed: () => this.#changed(),
      scene: query.get("succession"),
    });
    this.#vault = new FakeVault(query);
    const scenario = query.get("scenario") ?? "few";
    this.#settings = {
      language: (query.get("lang") as Settings["language"] | null) ?? "system",
      theme: (query.get("theme") as Settings["theme"] | null) ?? "system",
      contrast: (query.get("contrast") as Settings["contrast"] | null) ?? "system",
      text_size: Number(query.get("text") ?? 100),
      clipboard_s: Number(query.get("clipboard") ?? 30),
      preset: (query.get("preset") as Settings["preset"] | null) ?? "balanced",
      account_unlocks: ["account", "both"].includes(query.get("lock") ?? ""),
      remind: true,
      tray: query.get("tray") === "on",
      autostart: false,
      views: [],
      list_width: null,
      lesson: true,
    };
    this.#radar = new FakeRadar(query);
    this.#closing = query.get("closing") === "delete" ? null : closing(query.get("closing"));
    this.#shut = shut(query.get("data"));
    this.#lock = new FakeLock(query, this.#vault);
    const scene = setScene(scenario, this.#extras, query.get("lesson"));
    this.#accounts = scene.accounts;
    this.#keys = scene.keys;
    this.#looks = scene.looks;
    this.#unfinished = scene.unfinished;
    this.#drafts = scene.drafts;
    this.#events = scene.events;
    this.#broken = scene.broken;
    if (query.has("keep")) this.#takeKept();
    this.#bin = new FakeBin(query, scene.keys);
    this.#emergencies = new FakeEmergencies(query, scene.accounts[0], scene.keys);
    const sick = scenario === "trouble" ? "vault_locked" : "";
    this.#keychain = new FakeKeychain(query.get("keychain") ?? sick, () => this.#changed());
  }

  async answer(command: Command, args: unknown): Promise<unknown> {
    // Specs listen to what the page asks for, and when it has its answer.
    window.dispatchEvent(new CustomEvent("keywright:call", { detail: { command, args } }));
    try {
      return await this.#carryOut(command, args);
    } finally {
      window.dispatchEvent(new CustomEvent("keywright:answer", { detail: { command } }));
    }
  }

  async #carryOut(command: Command, args: unknown): Promise<unknown> {
    if (this.#lock.locked && !whileLocked.has(command)) throw problem("app_locked");
    if (command === "delete_key" && this.#query.get("closing") === "delete") {
      this.#closing = closing("delete");
      this.#changed();
    }
    const [wait = "", only] = (this.#query.get("slow") ?? "").split(":");
    const slow = Number(wait);
    if (slow && (only ? only === command : slowCalls.has(command))) {
      const all = command === "refresh_keys" && (args as Args<"refresh_keys">).account === null;
      if (all) this.#refresh({ looked: 1, of: this.#accounts.length });
      await new Promise<void>((done) => {
        setTimeout(done, slow);
        if (command === "refresh_keys") this.#stopRefresh = done;
      });
      if (all) this.#refresh(null);
    }
    this.#failIfAsked(command, args);
    if (this.#shut && !withoutData.has(command)) throw problem(this.#shut);
    if (slowCalls.has(command) && this.#atPractice(args)) await this.#lesson.meet(command);
    this.#vault.check(command);
    await this.#keychain.answer(command);
    const handler = { ...this.#vault.handlers, ...this.#handlers }[command] as (args: unknown) => unknown;
    const without = this.#vault.state.passphrase === "none";
    const answer = await handler(args);
    // A passphrase opens the lock too.
    if ((this.#vault.state.passphrase === "none") !== without) this.#changed();
    return answer;
  }

  #failIfAsked(command: Command, args: unknown) {
    for (const entry of (this.#query.get("fail") ?? "").split(",")) {
      const [which, code, outcome] = entry.split(":");
      if (which !== command) continue;
      if (command === "create_key" && outcome === "unknown")
        this.#notHeardOf(args as Args<"create_key">, code);
      throw problem(code as ErrorCode, {
        outcome: (outcome as Outcome | undefined) ?? "refused",
        provider: "clickhouse",
        op: operations[command] ?? null,
        retry_after_s: code === "rate_limited" ? 8 : null,
        clock_minutes: code === "clock_off" ? -9 : null,
        status: code === "forbidden" ? 403 : null,
        field: code === "field_invalid" ? "name" : null,
        problem: code === "field_invalid" ? "too_long" : null,
      });
    }
  }

  #handlers: Handlers = {
    // As over IPC: nothing is the same object twice.
    app_state: () => structuredClone(this.#state()),
    wait_for_change: async ({ revision }) => {
      while (revision >= this.#revision) await new Promise<void>((wake) => this.#waiting.push(wake));
      return { revision: this.#revision };
    },
    save_settings: (settings) => {
      const { clipboard_s } = this.#lock.choices().presets.find(({ preset }) => preset === settings.preset)!;
      const fresh = settings.preset !== this.#settings.preset;
      if (settings.account_unlocks && !this.#settings.account_unlocks)
        this.#lock.prove({ passphrase: null, recovery: false });
      this.#settings = fresh ? { ...settings, clipboard_s } : settings;
      if (this.#query.has("keep")) this.#keep();
      return this.#settings;
    },
    lock_choices: () => this.#lock.choices(),
    note_activity: () => null,
    lock_app: () => {
      this.#strip.leave();
      this.#lock.lock(this.#settings.account_unlocks);
      this.#changed();
      return null;
    },
    unlock_app: (proof) => {
      this.#lock.unlock(proof);
      this.#changed();
      return null;
    },
    give_proof: (proof) => {
      this.#lock.prove(proof);
      return null;
    },
    check_vault: () => this.#vault.health ?? this.#keychain.health,
    set_up_keychain: () => this.#keychain.setUp(),
    stop_waiting: () => {
      this.#keychain.stopWaiting();
      return null;
    },
    open_link: () => null,
    enter_strip: () => this.#strip.enter(),
    leave_strip: () => {
      this.#strip.leave();
      return null;
    },
    strip_over: async () => {
      await this.#strip.over();
      return null;
    },
    keep_open: () => {
      this.#closing = null;
      this.#changed();
      return null;
    },

    list_copies: () => (this.#query.get("copies") === "none" ? [] : copies()),
    restore_copy: () => {
      this.#shut = undefined;
      return null;
    },
    open_again: () => {
      // A disk that was full has room by now; a damaged file does not mend itself.
      if (this.#shut === "disk_full") this.#shut = undefined;
      if (this.#shut) throw problem(this.#shut);
      return null;
    },
    open_data_folder: () => null,

    stage_credential: ({ draft, kind, field, text }) => {
      const old = this.#drafts.find((known) => known.id === draft);
      const now: Draft = old ?? { id: this.#id(), kind, fields: [], looks_like: [], saved_at: "" };
      now.looks_like = looksLike(kind, text);
      if (text === null) this.#pasted.add(now.id);
      const { found, pasted } = readPasted(kind, field, text);
      for (const [id, value] of Object.entries(found)) {
        const entry = {
          id,
          value: ["key_secret", "secret_key", "secret", "api_key", "password", "storage_pass"].includes(id)
            ? null
            : value,
          length: value.length,
          cleaned: value !== pasted,
        };
        now.fields = now.fields.filter((known) => known.id !== id);
        if (value) now.fields.push(entry);
      }
      now.saved_at = new Date().toISOString();
      if (!old) this.#drafts.push(now);
      return structuredClone(now);
    },
    move_draft: ({ draft, kind }) => {
      const old = this.#drafts.find((known) => known.id === draft);
      if (!old) throw problem("gone");
      const moved = { ...old, id: this.#id(), kind, looks_like: [] };
      if (this.#pasted.delete(old.id)) this.#pasted.add(moved.id);
      this.#drafts = [...this.#drafts.filter((known) => known !== old), moved];
      return structuredClone(moved);
    },
    list_drafts: () => structuredClone(this.#drafts),
    connect: (ask) => {
      this.#forget(ask.draft);
      return { account: this.#add(ask), clipboard_cleared: this.#pasted.delete(ask.draft ?? "") };
    },
    start_practice: () => this.#addAccount("연습 조직", { practice: true }),
    set_practice_trouble: ({ account, trouble }) => this.#lesson.set(this.#account(account), trouble),
    verify_account: ({ account }) =>
      this.#identity(this.#account(account).label, this.#account(account).kind),
    rename_account: ({ account, label }) => {
      this.#accounts = this.#accounts.map((known) => (known.id === account ? { ...known, label } : known));
      this.#changed();
      return this.#account(account);
    },
    allow_undocumented: ({ account, on }) => {
      this.#accounts = this.#accounts.map((known) =>
        known.id === account ? { ...known, undocumented: on } : known,
      );
      this.#changed();
      return this.#account(account);
    },
    disconnect: ({ account }) => {
      this.#accounts = this.#accounts.filter((known) => known.id !== account);
      this.#keys = this.#keys.filter((key) => key.account !== account);
      this.#looks = this.#looks.filter((look) => look.account !== account);
      this.#log("disconnect");
      return null;
    },

    list_keys: () => this.#list(),
    cancel_refresh: () => {
      this.#stopRefresh?.();
      return null;
    },
    refresh_keys: () => {
      const now = new Date().toISOString();
      for (const look of this.#looks) if (!look.error) look.looked_at = now;
      return this.#list();
    },
    new_key_options: ({ account, kind }) => {
      const groups = this.#extras.choices(account, kind);
      const used = this.#keys.filter((key) => key.kind === kind).length;
      return options(
        this.#query.get("limited"),
        kind,
        kind === "clickhouse_key" ? this.#keys.length : used,
        groups,
      );
    },
    create_key: ({ account, kind, fields }) => {
      const at = this.#count++;
      const made =
        kind === "clickhouse_key"
          ? data.key(at, "")
          : kind.startsWith("kakao")
            ? kakao.kakaoKey(kind, at, {})
            : naver.naverKey(kind, at, {});
      const key: ApiKey = {
        ...made,
        account,
        public_id: kind === "naver_gateway_key" ? null : "nEwKeYiDfOrTeStInG12",
        ends_with: "nG12",
        verified_at: new Date().toISOString(),
        secret: "here",
        created_at: new Date().toISOString(),
        last_used: { when: "never" },
        practice: this.#account(account).practice,
        ...asKey(fields),
        group: this.#extras.chosen(account, kind, fields.sub_account) ?? made.group,
      };
      this.#keys = [...this.#keys, key];
      if (key.practice && this.#lesson.cutAfterCreate()) {
        this.#put({ ...key, secret: "none", public_id: null, verified_at: null });
        this.#notHeardOf({ account, kind, fields }, "interrupted");
        throw problem("outcome_unknown", { outcome: "unknown", provider: key.provider, op: "create" });
      }
      this.#log("create", key);
      return key;
    },
    update_key: ({ key, fields }) => this.#change(key, asKey(fields), "update"),
    switch_key: ({ key, on }) => {
      if (!on && this.#successions.isHeir(key)) throw problem("rotating");
      return this.#change(key, { state: on ? "enabled" : "disabled" }, on ? "resume" : "pause");
    },
    verify_key: ({ key }) => this.#identity(this.#key(key).name, this.#key(key).kind),
    delete_key: ({ key, typed_name }) => {
      const gone = this.#key(key);
      if (gone.own) throw problem("own_key");
      if (this.#successions.isHeir(key)) throw problem("rotating");
      if (gone.name !== typed_name) throw problem("name_mismatch");
      this.#keys = this.#keys.filter((known) => known.id !== key);
      this.#bin.put(gone, "deleted");
      this.#log("delete", gone);
      return null;
    },
    forget_key: ({ key }) => {
      const gone = this.#key(key);
      this.#keys = this.#keys.filter((known) => known.id !== key);
      this.#bin.put(gone, "forgotten");
      this.#log("forget", gone);
      return null;
    },

    accept_change: ({ key }) => this.#put({ ...this.#key(key), changed: [] }),
    list_deadlines: () => this.#radar.deadlines(this.#keys),
    snooze_keys: (ask) => this.#radar.snooze(ask, this.#keys),
    save_calendar: () => ({ name: "keywright-dates.ics", folder: "/home/me/Downloads" }),
    background: () => this.#radar.background,
    mark_key: ({ key, marks }) => this.#put({ ...this.#key(key), marks }),
    mark_keys: ({ changes }) => {
      for (const { key, marks } of changes) this.#put({ ...this.#key(key), marks });
      return this.#list();
    },
    name_key: ({ key, name }) => this.#change(key, { name }, "update"),
    forget_secret: ({ key }) => {
      this.#bin.put(this.#key(key), "secret_forgotten");
      return this.#change(key, { secret: "elsewhere", verified_at: null }, "forget");
    },
    fetch_secret: ({ key }) => this.#change(key, { secret: "here" }, "reread"),
    list_bin: () => this.#bin.list(),
    restore_from_bin: ({ entry }) => {
      const key = this.#bin.restore(entry);
      this.#keys = [...this.#keys.filter((known) => known.id !== key.id), key];
      this.#log("put_back", key);
      return key;
    },
    empty_bin: ({ entry }) => {
      this.#bin.discard(entry);
      this.#log("discard");
      return null;
    },

    plan_emergency: ({ account, wish }) => this.#emergencies.plan(this.#account(account), this.#keys, wish),
    start_emergency: ({ account, wish, keys, typed_name }) => {
      const of = this.#account(account);
      if (typed_name !== of.label) throw problem("name_mismatch");
      const lines = this.#emergencies.plan(of, this.#keys, wish).filter(({ key }) => keys.includes(key));
      return this.#stop(this.#emergencies.start(this.#id(), of, wish, lines));
    },
    run_emergency: ({ emergency }) => this.#stop(this.#emergencies.find(emergency)),
    note_stopped: ({ emergency, key }) => {
      const now = this.#emergencies.note(emergency, key);
      this.#changed();
      return now;
    },
    end_emergency: ({ emergency }) => {
      this.#emergencies.end(emergency);
      this.#changed();
      return null;
    },

    regenerate_key: ({ key }) => this.#change(key, { secret: "here" }, "regenerate"),

    start_rotation: ({ key, in_use }) => {
      const rotation = this.#extras.startRotation(this.#id(), this.#key(key).id, in_use);
      this.#changed();
      return rotation;
    },
    step_rotation: ({ rotation, step }) => {
      const next = this.#extras.stepRotation(rotation, step);
      this.#changed();
      return next;
    },
    end_rotation: ({ rotation }) => {
      this.#extras.endRotation(rotation);
      this.#changed();
      return null;
    },

    start_replacement: ({ key, purpose }) => {
      const replacement = this.#extras.startReplacement(this.#id(), this.#key(key).id, purpose);
      this.#changed();
      return replacement;
    },
    step_replacement: ({ replacement, new_key }) => {
      const { next, gone } = this.#extras.stepReplacement(replacement, new_key);
      if (gone) {
        const { account } = this.#key(gone);
        this.#keys = this.#keys.filter((key) => key.id !== gone);
        this.#accounts = this.#accounts.filter((known) => known.id !== account);
        this.#looks = this.#looks.filter((look) => look.account !== account);
      }
      this.#changed();
      return next;
    },
    end_replacement: ({ replacement }) => {
      this.#extras.endReplacement(replacement);
      this.#changed();
      return null;
    },

    start_succession: (ask) => this.#successions.start(ask),
    step_succession: (ask) => this.#successions.step(ask),
    note_succession: (ask) => this.#successions.note(ask),
    end_succession: (ask) => this.#successions.end(ask),

    create_group: ({ account, kind, fields }) => {
      const group = this.#extras.makeGroup(this.#id(), account, kind, fields);
      this.#log("create_group");
      return group;
    },
    group_rules: ({ group }) => this.#extras.rules(group),
    set_group_rules: ({ group, rules }) => {
      this.#log("rules");
      return this.#extras.setRules(group, rules);
    },
    list_subscriptions: ({ key }) => this.#extras.subscriptions(key),
    subscribe: ({ key, product, on }) => {
      this.#log("subscribe", this.#key(key));
      return this.#extras.subscribe(key, product, on);
    },
    check_storage: () => ["hanbit-backup", "hanbit-logs"],
    list_projects: () => [
      { id: "0000000000000000000000000000bbbb", name: "hanbit-shop", enabled: true, own: true },
      { id: "0000000000000000000000000000bbbc", name: "hanbit-lab", enabled: false, own: false },
    ],

    mint_token: ({ key, token }) => {
      const lasts = this.#lasts(key, token);
      const renews = this.#key(key).tokens.some((old) => old.token === token && old.renews);
      const [issued, ends] = [new Date(), new Date(Date.now() + lasts * 1000)];
      return this.#token(key, token, "mint_token", {
        token,
        issued_at: issued.toISOString(),
        expires_at: ends.toISOString(),
        assumed: false,
        renews,
        checked_at: null,
        ended: false,
        problem: null,
      });
    },
    check_token: ({ key, token }) => {
      const now = this.#key(key).tokens.find((one) => one.token === token);
      if (!now) throw problem("gone");
      const ended = this.#query.get("token") === "ended";
      const why = ended ? ("token_ended" as const) : null;
      const checked_at = ended ? now.checked_at : new Date().toISOString();
      return this.#token(key, token, "check_token", { ...now, ended, problem: why, checked_at });
    },
    renew_token: ({ key, token, on }) => {
      const now = this.#key(key).tokens.find((one) => one.token === token);
      if (!now) throw problem("gone");
      return this.#token(key, token, "mint_token", { ...now, renews: on });
    },
    revoke_token: ({ key, token }) => this.#token(key, token, "revoke_token", null),
    copy_token: ({ key }) => {
      this.#log("copy", this.#key(key));
      return { clears_in_s: this.#settings.clipboard_s };
    },

    copy_key: ({ key, what }) => {
      this.#log("copy", this.#key(key), { type: "copied", value: what });
      const open = what === "curl" || (what === "id" && this.#key(key).kind !== "kt_g_key");
      return { clears_in_s: open ? null : this.#settings.clipboard_s };
    },
    clear_clipboard: () => null,
    reveal_key: ({ key }) => {
      this.#lock.needProof(this.#settings.preset, this.#settings.account_unlocks);
      this.#log("reveal", this.#key(key));
      window.open(`reveal.html${location.search}`, "reveal", "width=460,height=260");
      return null;
    },

    new_recovery_code: ({ passphrase }) => {
      this.#vault.prove(passphrase);
      this.#vault.state.recovery = true;
      const reveal = new URLSearchParams(location.search);
      reveal.set("reveal", "recovery_code");
      window.open(`reveal.html?${reveal}`, "reveal", "width=460,height=260");
      return null;
    },

    list_unfinished: () => this.#unfinished,
    settle: ({ operation, choice }) => {
      if (choice === "keep") {
        this.#unfinished = this.#unfinished.map((one) =>
          one.id === operation ? { ...one, state: "kept" } : one,
        );
      } else if (choice !== "look_again") {
        this.#forget(operation);
      }
      this.#changed();
      return this.#unfinished;
    },
    check_history: () => activity.check(this.#query, this.#events.length),
    cloud_activity: (ask) => activity.log(this.#query, this.#accounts, ask),
    save_report: ({ format }) => {
      this.#log("export", undefined, { type: "saved", value: format });
      return activity.saved(format);
    },
    open_saved_folder: () => null,
    list_events: (ask) => activity.events(this.#events, ask),

    take_reveal: async ({ public_key }) => ({
      ...(await sealForReveal(
        public_key,
        this.#query.has("reveal") ? exampleCode : "4b1dExampleSecretDoNotUse0O1lI5S8B2Z",
      )),
      name: this.#query.has("reveal") ? "" : "grafana-dashboard",
      field: this.#query.get("reveal") ?? "key_secret",
      closes_in_s: this.#query.has("reveal") ? 300 : 30,
      hidden_from_capture: this.#query.get("desktop") === "windows",
      settings: this.#settings,
      system_language: navigator.language,
    }),
    close_reveal: () => {
      window.close();
      return null;
    },
  };

  #state(): AppState {
    const told = <T>(what: T[]) => (this.#lock.locked ? [] : what);
    return {
      version: "0.1.0",
      data_dir: "/home/mina/.local/share/app.keywright.desktop",
      system_language: navigator.language,
      settings: this.#settings,
      lock: this.#lock.state(this.#settings.account_unlocks),
      accounts: told(this.#accounts),
      broken: told(this.#broken),
      vault_waits: this.#keychain.waits,
      providers,
      unfinished: told(this.#unfinished),
      rotations: told(this.#extras.rotations),
      replacements: told(this.#extras.replacements),
      successions: told(this.#successions.list),
      emergencies: told(this.#emergencies.open),
      clock_minutes: this.#query.has("clock") ? Number(this.#query.get("clock")) : null,
      refreshing: this.#refreshing,
      closing: this.#closing && { ...this.#closing, work: told(this.#closing.work) },
      clipboard_may_stay: this.#query.get("desktop") === "gnome-wayland",
      asked:
        this.#query.has("asked") && !this.#lock.locked ? { number: 1, key: this.#query.get("asked") } : null,
      ...this.#lesson.told(told(this.#accounts), this.#events),
    };
  }

  /** Whether a call goes to the practice cloud. */
  #atPractice(args: unknown): boolean {
    const { account, key } = (args ?? {}) as { account?: string | null; key?: string };
    const of = account ?? this.#keys.find(({ id }) => id === key)?.account;
    return this.#accounts.some((known) => known.practice && (account === null || known.id === of));
  }

  #list(): KeyList {
    return { keys: this.#keys, looks: structuredClone(this.#looks) };
  }

  #key(id: string): ApiKey {
    const key = this.#keys.find((known) => known.id === id);
    if (!key) throw problem("gone");
    return key;
  }

  #account(id: string): Account {
    const account = this.#accounts.find((known) => known.id === id);
    if (!account) throw problem("gone");
    return account;
  }

  #addAccount(label: string, more: Partial<Account>): Account {
    const account = data.account(this.#id(), label, { created_at: new Date().toISOString(), ...more });
    const own = data.key(this.#count++, "Keywright", {
      account: account.id,
      own: true,
      secret: "here",
      practice: account.practice,
    });
    account.own_key = own.remote_id;
    this.#accounts = [...this.#accounts, account];
    this.#keys = [...this.#keys, own];
    this.#looks.push(...looksOf(account));
    this.#log("connect");
    return account;
  }

  #add({ kind, realm, endpoint }: Args<"connect">): Account {
    if (kind === "naver_access_key") return this.#addNaver(realm, endpoint);
    if (kind === "kakao_iam_key" || kind === "kakao_s3_key") return this.#addKakao(kind, endpoint);
    if (kind.startsWith("kt_")) return this.#addKt(kind, realm, endpoint);
    return this.#addAccount("Hanbit Analytics", { endpoint });
  }

  #addNaver(realm: string | null, endpoint: string | null): Account {
    const id = this.#id();
    const account = { ...naver.naverAccount(id), realm, endpoint, created_at: new Date().toISOString() };
    const [own] = naver.naverKeys();
    this.#accounts = [...this.#accounts, account];
    if (own) this.#keys = [...this.#keys, { ...own, id: this.#id(), account: id }];
    this.#looks.push(...looksOf(account));
    this.#log("connect");
    return account;
  }

  #addKakao(kind: "kakao_iam_key" | "kakao_s3_key", endpoint: string | null): Account {
    const id = this.#id();
    const account = { ...kakao.kakaoAccount(id), kind, endpoint, created_at: new Date().toISOString() };
    const own = kakao.kakaoKeys().find((key) => key.kind === kind);
    this.#accounts = [...this.#accounts, account];
    if (own) this.#keys = [...this.#keys, { ...own, id: this.#id(), account: id, own: true }];
    this.#looks.push(...looksOf(account));
    this.#log("connect");
    return account;
  }

  #addKt(kind: KindId, realm: string | null, endpoint: string | null): Account {
    const id = this.#id();
    const account = { ...kt.ktAccount(id, kind), realm, endpoint, created_at: new Date().toISOString() };
    this.#accounts = [...this.#accounts, account];
    this.#keys = [...this.#keys, kt.ktKey(account)];
    this.#log("connect");
    return account;
  }

  #stop(emergency: Emergency): Emergency {
    return this.#emergencies.run(emergency, ({ key, act }) => {
      if (act === "pause") this.#change(key, { state: "disabled" }, "pause");
      else this.#handlers.delete_key({ key, typed_name: this.#key(key).name });
    });
  }

  #change(id: string, more: Partial<ApiKey>, op: OperationKind): ApiKey {
    const changed = this.#put(settled({ ...this.#key(id), ...more }, more));
    this.#log(op, changed);
    return changed;
  }

  #put(key: ApiKey): ApiKey {
    this.#keys = this.#keys.map((known) => (known.id === key.id ? key : known));
    return key;
  }

  #lasts(key: string, token: TokenKind): number {
    const { kind } = this.#key(key);
    const spec = providers.flatMap(({ kinds }) => kinds).find(({ id }) => id === kind);
    return spec?.tokens.find(({ id }) => id === token)?.lasts_s ?? 3600;
  }

  #token(key: string, token: TokenKind, op: OperationKind, now: Token | null): ApiKey {
    const others = this.#key(key).tokens.filter((one) => one.token !== token);
    return this.#change(key, { tokens: now ? [...others, now] : others }, op);
  }

  /** Its answer was lost: it stays listed until it is known what came of it. */
  #notHeardOf({ account, kind, fields }: Args<"create_key">, code: string | undefined) {
    const one = data.unfinishedOne(this.#id(), {
      account,
      kind,
      name: asKey(fields).name ?? "",
      problem: code as ErrorCode,
      started_at: new Date().toISOString(),
      next_look_at: new Date(Date.now() + 60_000).toISOString(),
    });
    this.#unfinished = [...this.#unfinished, one];
    this.#changed();
  }

  #forget(operation: string | null) {
    this.#drafts = this.#drafts.filter(({ id }) => id !== operation);
    this.#unfinished = this.#unfinished.filter(({ id }) => id !== operation);
  }

  #identity(name: string, kind: KindId): Identity {
    return identity(name, kind, this.#query.has("limited"));
  }

  #log(op: OperationKind, key?: ApiKey, detail: Event["detail"] = null) {
    const account = this.#accounts.find((known) => known.id === key?.account);
    this.#events = [
      {
        id: this.#count++,
        at: new Date().toISOString(),
        op,
        result: "done",
        code: null,
        provider: account?.provider ?? "clickhouse",
        account: account?.id ?? null,
        account_label: account?.label ?? null,
        key: key?.id ?? null,
        key_name: key?.name ?? null,
        practice: key?.practice ?? false,
        detail,
      },
      ...this.#events,
    ];
    this.#changed();
  }

  #refresh(refreshing: AppState["refreshing"]) {
    this.#refreshing = refreshing;
    this.#changed();
  }

  /** Goes on where the page was when it was left. */
  #takeKept() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as Kept | null;
    if (!kept) return;
    [this.#settings, this.#accounts, this.#keys] = [kept.settings, kept.accounts, kept.keys];
    [this.#looks, this.#events, this.#count] = [kept.looks, kept.events, kept.count];
  }

  #keep() {
    const kept: Kept = {
      ...{ settings: this.#settings, accounts: this.#accounts, keys: this.#keys },
      ...{ looks: this.#looks, events: this.#events, count: this.#count },
    };
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  }

  #changed() {
    if (this.#query.has("keep")) this.#keep();
    this.#revision++;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #id(): string {
    return `id-${this.#count++}`;
  }
}
