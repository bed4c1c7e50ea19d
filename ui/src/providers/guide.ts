import type { ErrorCode } from "../api/generated/error";
import type { KindId, ProviderId, TokenKind } from "../api/generated/model";
import type { Tongue } from "../i18n/index.svelte";

/** What the page adds to a provider: its words in both languages, its mark and its pictures. */
export interface ProviderGuide {
  id: ProviderId;
  /** Our own drawing, not the provider's logo: an SVG. */
  mark: string;
  /** Pictures of steps by name: SVGs with numbered marks and no words. */
  pictures: () => Promise<Record<string, string>>;
  words: Record<Tongue, ProviderWords>;
  /** What people call it besides its names; it is found by these too. */
  alsoCalled: string[];
  /** Its console tells times as they are in Korea, wherever one looks from. */
  koreanTime: boolean;
}

/** A provider in one language. Names of its console's controls stay as the console writes them. */
export interface ProviderWords {
  name: string;
  /** What it is, in a sentence. */
  about: string;
  kinds: { [K in KindId]?: KindWords };
}

/** A kind of key in one language. */
export interface KindWords {
  name: string;
  /** What it is for, in a sentence. */
  about: string;
  /** Labels and help by field id: of the credential and of a new key. */
  fields: Record<string, FieldWords>;
  /** What roles mean, by the cloud's name of them in lower case. */
  roles: Record<string, RoleWords>;
  /** Advice that belongs to chosen roles. */
  roleTip?: RoleTip;
  /** Names of the console's pages by link id. */
  links: Record<string, string>;
  /** Names of the provider's separate clouds by realm id, where there are several. */
  realms?: Record<string, string>;
  /** Ways to give a credential, by way id, where there are several. */
  ways?: Record<string, WayWords>;
  /** Words for the values of a field that is a choice, by field id. */
  choices?: Record<string, Record<string, string>>;
  /** What its tokens are for, where the general words do not tell. */
  tokens?: Partial<Record<TokenKind, string>>;
  /** What such a key can do to its owner, where that is much. */
  care?: CareWords;
  /** Words around the choice of a realm, where it is not one between clouds. */
  realm?: { title: string; hint: string };
  /** What becomes of the old key while it is replaced, where the two do not work side by side. */
  replacement?: { make: string; safe: string };
  /** What keys of this kind belong to, where new ones can be made here. */
  group?: GroupWords;
  /** What an account must have so that it can look after keys of this kind, e.g. a policy or an opened service. */
  needs?: NeedWords;
  /** What the cloud tells of a credential, by fact id; what has no words here is not shown. */
  facts?: Record<string, FactWords>;
  /** The first one leads to the first key. */
  guides: [Guide, ...Guide[]];
}

/** A plain warning. */
export interface CareWords {
  title: string;
  text: string;
  /** {@link Guide.id} that tells what to do when it leaks. */
  guide?: string;
  /** {@link Guide.id} that answers what people ask of it. */
  questions?: string;
}

/** One of several ways to give a credential. */
export interface WayWords {
  label: string;
  /** When it is the right one. */
  hint?: string;
  /** {@link Guide.id} that shows where its values are. */
  guide?: string;
}

/** Words around a new group. Labels of its fields stand in {@link KindWords.fields}. */
export interface GroupWords {
  title: string;
  /** What it is for. */
  text: string;
  /** What a new one still lacks. */
  done: string;
  /** {@link Guide.id} that shows how to give it that. */
  guide?: string;
  /** Why one cannot be chosen, by error code. */
  problems?: Partial<Record<ErrorCode, string>>;
}

/** Why keys of a kind cannot be seen, and the remedy. */
export interface NeedWords {
  text: string;
  /** {@link Guide.id} that shows the way. */
  guide?: string;
}

/** Something the cloud tells of a credential. */
export interface FactWords {
  label: string;
  /** Words for values; any other stands as the cloud says it. */
  values?: Record<string, string>;
}

export interface FieldWords {
  label: string;
  help?: string;
  placeholder?: string;
}

/** How far a role reaches, for the order and the caution. */
export type Reach = "read" | "change" | "all";

export interface RoleWords {
  about: string;
  reach: Reach;
}

/** A role that needs another beside it. */
export interface RoleTip {
  /** Names of the roles it is about, in lower case. */
  roles: string[];
  /** Names of the roles of which one must stand beside, in lower case. */
  beside: string[];
  text: string;
  /** {@link Guide.id} that tells more. */
  guide: string;
}

/** Steps in the console with pictures. */
export interface Guide {
  id: string;
  title: string;
  /** When one needs it, in a sentence. */
  about: string;
  steps: Step[];
}

export interface Step {
  /** Name of the picture. */
  picture: string;
  /** One sentence. `**…**` surrounds what the console calls a control. */
  text: string;
  /** Id of the console page that a button opens. */
  link?: string;
  /** What tells the app that it is done; without it only a person can tell. */
  done?: Sight;
}

/**
 * What the app sees while somebody follows a guide: the step's page was opened by its button, every value that connecting
 * needs is here, an account was connected, or of the guide's kind of key a new one is here, one is switched off, one is
 * gone.
 */
export type Sight = "opened" | "pasted" | "connected" | "key_appeared" | "key_paused" | "key_gone";
