import type { Account, KindId, ProviderId, RoleChoice } from "../api/generated/model";
import { inKorea } from "../i18n/format";
import { language } from "../i18n/index.svelte";
import { clickhouse } from "./clickhouse";
import type { FieldWords, KindWords, ProviderGuide, ProviderWords, RoleWords } from "./guide";
import { kakao } from "./kakao";
import { kt } from "./kt";
import { naver } from "./naver";

/** The one list: a new provider is a line here. */
const guides: Record<ProviderId, ProviderGuide> = { clickhouse, naver, kakao, kt };

export function providerGuide(id: ProviderId): ProviderGuide {
  return guides[id];
}

/** A provider in the language in use. */
export function providerWords(id: ProviderId): ProviderWords {
  return guides[id].words[language()];
}

/** All that a provider is called, in every language. */
export function providerNames(id: ProviderId): string[] {
  const { words, alsoCalled } = guides[id];
  return [words.ko.name, words.en.name, ...alsoCalled];
}

/** The moment by Korean time, where that is worth a word beside this computer's: see `inKorea`. */
export function consoleTime(at: string, id: ProviderId): string | null {
  return inKorea(at, guides[id].koreanTime);
}

/** A kind of key in the language in use. */
export function kindWords(id: KindId): KindWords {
  for (const guide of Object.values(guides)) {
    const kind = guide.words[language()].kinds[id];
    if (kind) return kind;
  }
  throw new Error(`No words for ${id}`);
}

/** What one of a provider's separate clouds is called. */
export function realmName(kind: KindId, realm: string): string {
  return kindWords(kind).realms?.[realm] ?? realm;
}

/** Which of its provider's separate clouds an account is in; `null` where there is only one, or an address of its own. */
export function accountRealm({ kind, realm, endpoint, practice }: Account): string | null {
  const realms = Object.keys(kindWords(kind).realms ?? {});
  if (realms.length < 2 || endpoint || practice) return null;
  return realmName(kind, realm ?? realms[0]!);
}

/** Label and help of a field. A field without words shows its id. */
export function fieldWords(kind: KindId, field: string): FieldWords {
  return kindWords(kind).fields[field] ?? { label: field };
}

/** What a role means, where its name is known. */
export function roleWords(kind: KindId, role: RoleChoice): RoleWords | undefined {
  return role.custom ? undefined : kindWords(kind).roles[role.name.trim().toLowerCase()];
}
