import { call } from "../api/backend";
import { toProblem } from "../api/errors";
import type { Problem } from "../api/generated/error";
import type {
  Account,
  AccountId,
  AppState,
  KindId,
  KindSpec,
  ProviderId,
  ProviderSpec,
  Settings,
  Unfinished,
} from "../api/generated/model";
import { speak } from "../i18n/index.svelte";
import { tongueFor } from "../i18n/tongue";
import { keys } from "./keys.svelte";

/** What the whole window knows. Holds no secret. */
class App {
  version = $state("");
  dataDir = $state("");
  systemLanguage = $state("");
  settings = $state.raw<Settings>({ language: "system", theme: "system", clipboard_s: 30 });
  accounts = $state.raw<Account[]>([]);
  providers = $state.raw<ProviderSpec[]>([]);
  unfinished = $state.raw<Unfinished[]>([]);
  /** The first answer is here. */
  ready = $state(false);
  /** Why there is none. */
  problem = $state.raw<Problem | null>(null);

  #revision = 0;
  #watching = false;

  /** Reads everything for the first time, then follows what changes. */
  async start() {
    try {
      this.problem = null;
      // Answers at once with the present revision; whatever changes from here on is heard of.
      this.#revision = (await call("wait_for_change", { revision: 0 })).revision;
      await Promise.all([this.load(), keys.load()]);
      this.ready = true;
      void this.#watch();
    } catch (error) {
      this.problem = toProblem(error);
    }
  }

  /** Reads accounts, settings and unfinished operations again. */
  async load() {
    this.#take(await call("app_state"));
  }

  async saveSettings(settings: Settings) {
    this.settings = await call("save_settings", settings);
    this.#show();
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

  /** Goes on listening after a call that broke off. */
  listen() {
    if (this.ready && !this.#watching) void this.#watch();
  }

  // A call that stays open until the core has news: no timer ticks while nothing happens.
  async #watch() {
    this.#watching = true;
    try {
      for (;;) {
        const { revision } = await call("wait_for_change", { revision: this.#revision });
        if (revision === this.#revision) continue;
        this.#revision = revision;
        await Promise.all([this.load(), keys.load()]);
      }
    } catch {
      this.#watching = false;
    }
  }

  #take(state: AppState) {
    this.version = state.version;
    this.dataDir = state.data_dir;
    this.systemLanguage = state.system_language;
    this.settings = state.settings;
    this.accounts = state.accounts;
    this.providers = state.providers;
    this.unfinished = state.unfinished;
    this.#show();
  }

  #show() {
    speak(tongueFor(this.settings.language, this.systemLanguage));
    if (this.settings.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.settings.theme;
  }
}

export const app = new App();
