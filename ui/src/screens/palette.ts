import type { ApiKey } from "../api/generated/model";
import { words } from "../i18n/index.svelte";
import type { IconName } from "../parts/icons";
import { kindWords, providerNames, providerWords } from "../providers";
import { app } from "../state/app.svelte";
import { clipboard } from "../state/clipboard.svelte";
import { course, showLesson } from "../state/course";
import { keyActs, type KeyAct } from "../state/key-acts";
import { keyTitle } from "../state/key-title";
import { keys } from "../state/keys.svelte";
import { lock } from "../state/lock.svelte";
import { navigation, type Place } from "../state/navigation.svelte";
import { palette } from "../state/palette.svelte";
import { sought, type Sought } from "../state/search";
import { settingsParts } from "../state/settings-parts";
import { nameLetters, similar } from "../state/similar";
import { view } from "../state/view.svelte";
import { partHolds, partTitle } from "./settings-text";

/** Something to pick. */
export interface Entry {
  id: string;
  label: string;
  /** What else tells it apart. */
  hint?: string;
  icon: IconName;
  /** The key that it does something with, where that is said by the title of its group alone. */
  of?: string;
  /** What it is found by. */
  text: Sought;
  pick: () => void;
}

/** Entries that belong together. */
export interface Group {
  label: string;
  entries: Entry[];
}

function entry(id: string, icon: IconName, label: string, pick: () => void, hint?: string): Entry {
  return { id, icon, label, hint, pick, text: sought([label, hint]) };
}

const go = (place: Place) => () => navigation.go(place);

function actEntry(key: ApiKey, act: KeyAct): Entry {
  const t = words().keys;
  const p = words().palette;
  const looks: Record<Exclude<KeyAct["does"], "copy">, [IconName, string]> = {
    reveal: ["eye", p.revealSecret],
    verify: ["shield", t.verify],
    edit: ["edit", p.editKey],
    name: ["edit", p.nameKey],
    rotate: ["refresh", words().succession.paletteRotate],
    pause: ["pause", p.pauseKey],
    resume: ["play", t.resume],
    guide: ["guide", t.howTo.delete],
    delete: ["trash", p.deleteKey],
    forget: ["trash", p.forgetKey],
  };
  const pick = () => (palette.asked = { key: key.id, act });
  if (act.does !== "copy") return entry(`key.${act.does}`, ...looks[act.does], pick);
  const label =
    act.what === "id" ? p.copyId : act.what === "second_secret" ? p.copySecondSecret : t.copySecret;
  return entry(`key.copy.${act.what}`, "copy", label, pick);
}

/** What can be done with the key in front. */
function ofKey(): Group[] {
  const { place } = navigation;
  const key = place.screen === "keys" ? keys.byId(place.key) : undefined;
  const spec = key && app.kind(key.kind);
  if (!spec) return [];
  const of = keyTitle(key);
  const acts = keyActs(key, spec, app.account(key.account));
  return acts.length > 0 ? [{ label: of, entries: acts.map((act) => ({ ...actEntry(key, act), of })) }] : [];
}

function actions(): Entry[] {
  const t = words().keys;
  const connected = app.accounts.length > 0;
  const all: (Entry | false)[] = [
    connected && entry("new", "plus", t.newKey, go({ screen: "new" })),
    entry("connect", "account", t.addAccount, go({ screen: "connect" })),
    connected &&
      !keys.refreshing &&
      // What goes wrong there is told in the list.
      entry("refresh", "refresh", t.refresh, () => void keys.refresh().catch(() => {})),
    app.unfinished.length > 0 &&
      entry(
        "unfinished",
        "warn",
        t.unfinished(app.unfinished.length),
        go({ screen: "keys", show: "unfinished" }),
      ),
    course() !== null &&
      // The settings say why it cannot be brought back.
      entry(
        "lesson",
        "flask",
        words().lesson.show,
        () => void showLesson().catch(go({ screen: "settings" })),
      ),
    clipboard.left !== null &&
      entry("clear", "copy", words().palette.clearClipboard, () => void clipboard.clear().catch(() => {})),
    app.settings.text_size < 200 &&
      entry("text.larger", "textSize", words().settings.textLarger, () => app.resizeText(1)),
    app.settings.text_size > 100 &&
      entry("text.smaller", "textSize", words().settings.textSmaller, () => app.resizeText(-1)),
    app.settings.text_size > 100 &&
      entry("text.usual", "textSize", words().settings.textUsual, () => app.resizeText(0)),
    lock.possible && entry("lock", "lock", words().lock.lock, () => lock.now()),
  ];
  return all.filter((one) => one !== false);
}

/** Lists of keys that were saved. */
function views(): Entry[] {
  return app.settings.views.map((saved) =>
    entry(`view.${saved.name}`, "filter", saved.name, () => {
      navigation.go({ screen: "keys" });
      view.show(saved);
    }),
  );
}

function places(): Entry[] {
  const t = words().app;
  return [
    entry("keys", "key", t.keys, go({ screen: "keys" })),
    entry("accounts", "account", t.accounts, go({ screen: "accounts" })),
    entry("guides", "guide", t.guides, go({ screen: "guides" })),
    entry("activity", "activity", t.activity, go({ screen: "activity" })),
    entry("bin", "trash", words().bin.title, go({ screen: "keys", show: "bin" })),
    entry("settings", "settings", t.settings, go({ screen: "settings" })),
  ];
}

/** What can be picked right away: what the key in front, the app and its menu offer. */
export function commands(): Group[] {
  const t = words().palette.groups;
  const saved = views();
  return [
    ...ofKey(),
    { label: t.actions, entries: actions() },
    ...(saved.length > 0 ? [{ label: words().filter.views, entries: saved }] : []),
    { label: t.places, entries: places() },
  ];
}

/** The parts of the settings, found also by what can be set there. */
export function settings(): Entry[] {
  return settingsParts.map((part) => {
    const label = words().palette.settings(partTitle(part));
    return {
      ...entry(`settings.${part}`, "settings", label, go({ screen: "settings", show: part })),
      text: sought([label, ...partHolds(part)]),
    };
  });
}

/** Lists of all keys of an account, to stop them. Stand after the keys, which are looked for every day. */
export function emergencies(): Entry[] {
  const t = words().emergency;
  return app.accounts.map(({ id, label }) =>
    entry(`emergency.${id}`, "warn", t.palette(label), go({ screen: "accounts", emergency: id }), t.open),
  );
}

/** All guides of all clouds. */
export function guides(): Entry[] {
  return app.providers.flatMap(({ id: provider, kinds }) =>
    kinds.flatMap(({ id: kind }) =>
      kindWords(kind).guides.map(({ id, title }) => ({
        ...entry(
          `guide.${kind}.${id}`,
          "guide" as const,
          title,
          go({ screen: "guides", kind, guide: id }),
          `${providerWords(provider).name} · ${kindWords(kind).name}`,
        ),
        text: sought([title, kindWords(kind).name, ...providerNames(provider)]),
      })),
    ),
  );
}

/** What the ids of keys begin with among those of entries. */
const KEY = "key:";

/** A key that was found. */
export function keyEntry(key: ApiKey): Omit<Entry, "text"> {
  const account = app.account(key.account)?.label;
  const hint = [providerWords(key.provider).name, account].filter(Boolean).join(" · ");
  return {
    id: KEY + key.id,
    label: keyTitle(key),
    hint,
    icon: "key",
    pick: go({ screen: "keys", key: key.id }),
  };
}

/** Deleting is never what stands first. */
const NEVER_RECENT = ["key.delete", "key.forget"];

/** The entry that leads to where one is. */
function here(): string {
  const { place } = navigation;
  return place.screen === "keys" && place.key ? KEY + place.key : place.screen;
}

/** What was picked before and can be picked now, the latest first. */
export function lately(ids: readonly string[], known: readonly Entry[], most: number): Omit<Entry, "text">[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  const out = [...NEVER_RECENT, here()];
  return ids
    .filter((id) => !out.includes(id))
    .flatMap((id) => {
      const command = byId.get(id);
      if (command) return { ...command, hint: command.of ?? command.hint };
      const key = id.startsWith(KEY) ? keys.byId(id.slice(KEY.length)) : undefined;
      return key ? keyEntry(key) : [];
    })
    .slice(0, most);
}

/** What comes near to what was typed, where nothing fits. */
export function nearest(
  typed: string,
  known: readonly Entry[],
  all: readonly ApiKey[],
  most: number,
): Omit<Entry, "text">[] {
  const letters = (one: Entry | ApiKey) => ("pick" in one ? one.text.letters : nameLetters(one));
  return similar([...known, ...all], typed, letters, most).map((one) =>
    "pick" in one ? one : keyEntry(one),
  );
}
