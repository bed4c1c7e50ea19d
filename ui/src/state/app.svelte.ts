import { call } from "../api/backend";
import { toProblem } from "../api/errors";
import type { Problem } from "../api/generated/error";
import type {
  Account,
  AccountId,
  AppState,
  Asked,
  BrokenAccount,
  Closing,
  Emergency,
  KindId,
  KindSpec,
  Lesson,
  LockState,
  PracticeState,
  PracticeTrouble,
  ProviderId,
  ProviderSpec,
  Refreshing,
  Replacement,
  Rotation,
  Succession,
  Settings,
  Unfinished,
} from "../api/generated/model";
import { speak, words } from "../i18n/index.svelte";
import { tongueFor } from "../i18n/tongue";
import { toasts } from "../parts/toasts.svelte";
import { appear, nextTextSize } from "./appearance";
import { clipboard } from "./clipboard.svelte";
import { keys } from "./keys.svelte";
import { proof } from "./proof.svelte";
import { radar } from "./radar.svelte";
import { recent } from "./recent.svelte";
import { unsent } from "./unsent";
import { vault } from "./vault.svelte";

/** Milliseconds between a call that broke off and the next; twice as long each time. */
const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** What the whole window knows. Holds no secret. */
class App {
  version = $state("");
  dataDir = $state("");
  systemLanguage = $state("");
  settings = $state.raw<Settings>({
    language: "system",
    theme: "system",
    contrast: "system",
    text_size: 100,
    clipboard_s: 30,
    preset: "balanced",
    account_unlocks: false,
    remind: true,
    tray: false,
    autostart: false,
    views: [],
    list_width: null,
    lesson: true,
  });
  /** How the lock stands. While the app is locked, nothing is known here but settings and clouds. */
  lock = $state.raw<LockState>({
    locked: null,
    passphrase: false,
    recovery: false,
    account: false,
  });
  accounts = $state.raw<Account[]>([]);
  /** Accounts whose credential another program removed or changed. */
  broken = $state.raw<BrokenAccount[]>([]);
  /** The keychain has not answered for a while. */
  vaultWaits = $state(false);
  providers = $state.raw<ProviderSpec[]>([]);
  unfinished = $state.raw<Unfinished[]>([]);
  rotations = $state.raw<Rotation[]>([]);
  replacements = $state.raw<Replacement[]>([]);
  successions = $state.raw<Succession[]>([]);
  /** Accounts whose keys are being stopped, or were not all. */
  emergencies = $state.raw<Emergency[]>([]);
  /** Minutes that this computer's clock is ahead of a cloud's (negative: behind), where that is worth a word. */
  clockMinutes = $state<number | null>(null);
  /** The window was to be closed and waits for what is being carried out. */
  closing = $state.raw<Closing | null>(null);
  /** How far it came that the clouds are asked for their keys. */
  refreshing = $state.raw<Refreshing | null>(null);
  /** The system may leave a copied secret on the clipboard while another window is in front. */
  clipboardMayStay = $state(false);
  /** What somebody asked for outside the window last. */
  asked = $state.raw<Asked | null>(null);
  /** How far the lesson of the practice mode came; `null` where there is no practice account. */
  lesson = $state.raw<Lesson | null>(null);
  /** What goes wrong on purpose, for each practice account. */
  practice = $state.raw<PracticeState[]>([]);
  /** The first answer is here. */
  ready = $state(false);
  /** Why there is none. */
  problem = $state.raw<Problem | null>(null);

  #revision = 0;
  /** A size of the text that was chosen by keys and is not kept yet. */
  #text: number | null = null;
  #keepsText = false;
  /** Ends the pause after a call that broke off. */
  #wake: (() => void) | undefined;

  /** Reads everything for the first time, then follows what changes. */
  async start() {
    try {
      // Answers at once with the present revision; whatever changes from here on is heard of.
      this.#revision = (await call("wait_for_change", { revision: 0 })).revision;
      await this.load();
      if (!this.lock.locked) await this.#loadRest();
      this.problem = null;
      this.ready = true;
      void this.#watch();
    } catch (error) {
      // What the user set stands in the data file.
      if (!this.ready) speak(tongueFor("system", navigator.language));
      this.problem = toProblem(error);
    }
  }

  /** Has the data file tried once more, then begins as at a start. */
  async openAgain() {
    await call("open_again");
    await this.start();
  }

  /** Reads accounts, settings and unfinished operations again. */
  async load() {
    const state = await call("app_state");
    // The list stands before the screens that show it come back.
    if (this.lock.locked && !state.lock.locked) await this.#loadRest();
    this.#take(state);
  }

  /** Reads what is told only while the app is not locked. */
  async #loadRest() {
    await Promise.all([keys.load(), vault.load()]);
  }

  async saveSettings(settings: Settings) {
    this.settings = await call("save_settings", settings);
    this.#show();
  }

  /** Switches what goes wrong on the cloud of a practice account; `null` is nothing. */
  async setTrouble(account: AccountId, trouble: PracticeTrouble | null) {
    await call("set_practice_trouble", { account, trouble });
    // Also of the other accounts of that cloud.
    await this.load();
  }

  /** Makes the text larger (1), smaller (-1) or as large as usual (0), at once; keeps that unless the app is locked. */
  resizeText(by: 1 | -1 | 0) {
    const text = by === 0 ? 100 : nextTextSize(this.settings.text_size, by);
    if (text === this.settings.text_size) return;
    this.#text = text;
    this.settings = { ...this.settings, text_size: text };
    this.#show();
    void this.#keepText();
  }

  // One after the other, so that the last one stays.
  async #keepText() {
    if (this.#keepsText) return;
    this.#keepsText = true;
    try {
      while (this.#text !== null && this.ready && !this.lock.locked) {
        const text = this.#text;
        await call("save_settings", { ...this.settings, text_size: text });
        if (this.#text === text) this.#text = null;
      }
    } catch {
      toasts.say(words().settings.textNotKept);
    } finally {
      this.#keepsText = false;
    }
  }

  account(id: AccountId | null): Account | undefined {
    return this.accounts.find((account) => account.id === id);
  }

  provider(id: ProviderId): ProviderSpec | undefined {
    return this.providers.find((provider) => provider.id === id);
  }

  kind(id: KindId): KindSpec | undefined {
    return this.providers.flatMap((provider) => provider.kinds).find((kind) => kind.id === id);
  }

  /** Goes on listening at once after a call that broke off, e.g. because somebody looks again. */
  listen() {
    this.#wake?.();
  }

  // A call that stays open until the core has news: no timer ticks while nothing happens.
  async #watch() {
    let pause = SHORTEST_PAUSE;
    for (;;) {
      try {
        const { revision } = await call("wait_for_change", { revision: this.#revision });
        if (revision !== this.#revision) {
          await this.load();
          if (!this.lock.locked) await this.#loadRest();
          this.#revision = revision;
        }
        pause = SHORTEST_PAUSE;
      } catch {
        await new Promise<void>((wake) => {
          this.#wake = wake;
          setTimeout(wake, pause);
        });
        this.#wake = undefined;
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  #take(state: AppState) {
    this.version = state.version;
    this.dataDir = state.data_dir;
    this.systemLanguage = state.system_language;
    this.settings = this.#text === null ? state.settings : { ...state.settings, text_size: this.#text };
    this.lock = state.lock;
    void this.#keepText();
    unsent.locked = vault.locked = state.lock.locked !== null;
    if (state.lock.locked) {
      keys.forget();
      radar.forget();
      recent.forget();
      clipboard.forget();
      vault.done();
      proof.asking?.(false);
    }
    this.accounts = state.accounts;
    this.broken = state.broken;
    this.vaultWaits = state.vault_waits;
    this.providers = state.providers;
    this.unfinished = state.unfinished;
    this.rotations = state.rotations;
    this.replacements = state.replacements;
    this.successions = state.successions;
    this.emergencies = state.emergencies;
    this.clockMinutes = state.clock_minutes;
    this.closing = state.closing;
    this.refreshing = state.refreshing;
    this.asked = state.asked;
    this.lesson = state.lesson;
    this.practice = state.practice;
    this.clipboardMayStay = state.clipboard_may_stay;
    this.#show();
  }

  #show() {
    speak(tongueFor(this.settings.language, this.systemLanguage));
    appear(this.settings);
  }
}

export const app = new App();
