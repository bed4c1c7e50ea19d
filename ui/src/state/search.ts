import { disassemble, getChoseong } from "es-hangul";
import type { ApiKey } from "../api/generated/model";

/** Text prepared to be searched, once for each list rather than at each keystroke. */
export interface Sought {
  /** Korean is taken apart (클 is ㅋㅡㄹ), so that a word is found while it is still being typed. */
  letters: string;
  /** Korean syllables by their first consonants, without blanks (ㅋㄹㅎㅇㅅ); empty where nothing is Korean. */
  initials: string;
  /** Long ids, a line each. */
  ids: string;
}

/** Texts that are searched as one: ten thousand searches cost more than a frame has time for. */
class Joined {
  readonly #whole: string;
  /** Where each text ends. Behind each is one character of no text. */
  readonly #ends: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#whole = texts.join("\0");
    this.#ends = new Uint32Array(texts.length);
    let end = -1;
    texts.forEach(({ length }, at) => (this.#ends[at] = end += length + 1));
  }

  /** Says of each text in which the part occurs where it stands in the order, in order. */
  each(part: string, hit: (at: number) => void) {
    const ends = this.#ends;
    let at = 0;
    for (let from = this.#whole.indexOf(part); from >= 0;) {
      while ((ends[at] as number) < from + part.length) at++;
      const begins = at === 0 ? 0 : (ends[at - 1] as number) + 1;
      const whole = from >= begins;
      if (whole) hit(at);
      from = this.#whole.indexOf(part, whole ? ends[at] : from + 1);
    }
  }
}

/** Keys with what they are found by. */
export interface Findable {
  keys: readonly ApiKey[];
  /** What each is found by alone. */
  own: Readonly<Record<keyof Sought, Joined>>;
  /** What many have in common, account, cloud, kind and roles, with the places of those keys. */
  shared: readonly { text: Sought; of: readonly number[] }[];
  /** What the last queries found: who takes letters back sees what stood there before. */
  kept: Map<string, readonly ApiKey[]>;
}

const KOREAN = /[ㄱ-ㅎㅏ-ㅣ가-힣]/;
const EACH_KOREAN = new RegExp(KOREAN, "g");
const INITIALS = /^[ㄱ-ㅎ]+$/;
/** Characters that a part of an id has at least. Fewer stand in nearly every id by chance, and find only its beginning. */
const SHORTEST_PART = 4;

const PARTS = ["letters", "initials", "ids"] as const satisfies (keyof Sought)[];

const plain = (text: string) => text.normalize("NFC").toLowerCase();

/** Replaces each Korean letter; the same few hundred come again and again. */
function eachKorean(change: (letter: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  const changed = (letter: string) => {
    let to = known.get(letter);
    if (to === undefined) known.set(letter, (to = change(letter)));
    return to;
  };
  return (text) => text.replace(EACH_KOREAN, changed);
}

const apart = eachKorean(disassemble);
const toInitials = eachKorean((letter) => getChoseong(letter) || letter);

/** Prepares text. Ids are apart, since short words occur in them by chance. */
export function sought(
  text: readonly (string | null | undefined)[],
  ids: readonly (string | null)[] = [],
): Sought {
  const lines = plain(text.filter(Boolean).join("\n"));
  const korean = KOREAN.test(lines);
  return {
    letters: korean ? apart(lines) : lines,
    initials: korean ? toInitials(lines).replaceAll(" ", "") : "",
    ids: plain(["", ...ids.filter(Boolean)].join("\n")),
  };
}

/** A word of a query as each part of a text has it where it occurs. */
function partsOf(word: string): Record<keyof Sought, string | null> {
  // Input methods draw two consonants together: ㄳ is ㄱㅅ.
  const letters = apart(word);
  return {
    letters,
    initials: INITIALS.test(letters) ? letters : null,
    ids: word.length < SHORTEST_PART ? `\n${word}` : word,
  };
}

function wordsOf(query: string) {
  return plain(query).split(/\s+/).filter(Boolean).map(partsOf);
}

function occurs(parts: ReturnType<typeof partsOf>, text: Sought): boolean {
  return PARTS.some((part) => parts[part] !== null && text[part].includes(parts[part]));
}

/** Whether every word of the query occurs; of an empty query all do. */
export function matcher(query: string): (text: Sought) => boolean {
  const words = wordsOf(query);
  return (text) => words.every((parts) => occurs(parts, text));
}

// What a key alone is found by changes only with the key, which is a new object then.
const ofKeys = new WeakMap<ApiKey, Sought>();

function ofKey(key: ApiKey): Sought {
  let own = ofKeys.get(key);
  if (!own) {
    const { name, note, group, ends_with, created_by, marks } = key;
    own = sought(
      [
        name,
        note,
        group?.name,
        group?.login,
        ends_with,
        created_by,
        ...marks.tags,
        marks.memo,
        ...marks.used_in,
      ],
      [key.remote_id, key.public_id],
    );
    ofKeys.set(key, own);
  }
  return own;
}

/** Prepares keys to be found, also by `more`, which is much the same for many of them. */
export function findable(keys: readonly ApiKey[], more: (key: ApiKey) => string): Findable {
  const shared = new Map<string, number[]>();
  keys.forEach((key, at) => {
    const text = [more(key), ...key.roles.map(({ name }) => name)].join("\n");
    const same = shared.get(text);
    if (same) same.push(at);
    else shared.set(text, [at]);
  });
  const own = keys.map(ofKey);
  const joined = (part: keyof Sought) => new Joined(own.map((text) => text[part]));
  return {
    keys,
    own: { letters: joined("letters"), initials: joined("initials"), ids: joined("ids") },
    shared: [...shared].map(([text, of]) => ({ text: sought([text]), of })),
    kept: new Map(),
  };
}

/** Queries whose results are kept. */
const KEPT = 16;

/** The keys in which every word of the query occurs. */
export function find({ keys, own, shared, kept }: Findable, query: string): readonly ApiKey[] {
  const known = kept.get(query);
  if (known) return known;
  // For each key the words that occur in it, as they come.
  const words = wordsOf(query);
  const had = new Uint16Array(keys.length);
  words.forEach((parts, before) => {
    const hit = (at: number) => {
      if (had[at] === before) had[at] = before + 1;
    };
    for (const { text, of } of shared) if (occurs(parts, text)) of.forEach(hit);
    for (const part of PARTS) if (parts[part] !== null) own[part].each(parts[part], hit);
  });
  const found = keys.filter((_, at) => had[at] === words.length);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(query, found);
  return found;
}
