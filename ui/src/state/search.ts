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

/** A key with what it is found by. */
export interface Findable {
  key: ApiKey;
  own: Sought;
  /** What many keys have in common, one object for all of them: account, cloud, kind, roles. */
  shared: Sought;
}

type Test = (text: Sought) => boolean;

const KOREAN = /[ㄱ-ㅎㅏ-ㅣ가-힣]/;
const EACH_KOREAN = new RegExp(KOREAN, "g");
const INITIALS = /^[ㄱ-ㅎ]+$/;
/** Characters that a part of an id has at least. Fewer stand in nearly every id by chance, and find only its beginning. */
const SHORTEST_PART = 4;

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

function testFor(word: string): Test {
  // Input methods draw two consonants together: ㄳ is ㄱㅅ.
  const letters = apart(word);
  const initials = INITIALS.test(letters) ? letters : null;
  const id = word.length < SHORTEST_PART ? `\n${word}` : word;
  return (text) =>
    text.letters.includes(letters) ||
    (initials !== null && text.initials.includes(initials)) ||
    text.ids.includes(id);
}

function testsFor(query: string): Test[] {
  return plain(query).split(/\s+/).filter(Boolean).map(testFor);
}

/** Whether every word of the query occurs; of an empty query all do. */
export function matcher(query: string): Test {
  const tests = testsFor(query);
  return (text) => tests.every((test) => test(text));
}

/** Asks only once about the same text. */
function once(test: Test): Test {
  const known = new Map<Sought, boolean>();
  return (text) => {
    let is = known.get(text);
    if (is === undefined) known.set(text, (is = test(text)));
    return is;
  };
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
export function findable(keys: readonly ApiKey[], more: (key: ApiKey) => string): Findable[] {
  const shared = new Map<string, Sought>();
  return keys.map((key) => {
    const text = [more(key), ...key.roles.map(({ name }) => name)].join("\n");
    let same = shared.get(text);
    if (!same) shared.set(text, (same = sought([text])));
    return { key, own: ofKey(key), shared: same };
  });
}

/** Queries over one list whose results are kept: who takes letters back sees what stood there before. */
const KEPT = 16;

const results = new WeakMap<readonly Findable[], Map<string, readonly ApiKey[]>>();

/** The keys in which every word of the query occurs. */
export function find(list: readonly Findable[], query: string): readonly ApiKey[] {
  let kept = results.get(list);
  if (!kept) results.set(list, (kept = new Map<string, readonly ApiKey[]>()));
  let found = kept.get(query);
  if (found) return found;
  const words = testsFor(query).map((test) => ({ test, inShared: once(test) }));
  found = list
    .filter(({ own, shared }) => words.every(({ test, inShared }) => inShared(shared) || test(own)))
    .map(({ key }) => key);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(query, found);
  return found;
}
