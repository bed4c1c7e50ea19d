import type { ApiKey } from "../api/generated/model";
import type { Tongue } from "../i18n/index.svelte";

/** What whoever holds a key can do with it, in the order people fear it. */
export const matters = ["read", "change", "delete", "spend"] as const;
export type Matter = (typeof matters)[number];

/** Whether it can; `unknown` where the cloud or the organization decides and does not tell. */
export type May = "yes" | "no" | "unknown";

/** One matter: whether, and what exactly, in a sentence of each language. */
export type ReachLine = Readonly<Record<Tongue, string> & { may: May }>;

/**
 * What a role, or a kind of key whatever its roles, lets whoever holds the key do. `root`: as much as the owner may, or the
 * sentence that says when. `narrower`: the same work can be done with a key of fewer rights, though not by editing this one.
 */
export type Level = Readonly<
  Record<Matter, ReachLine> & { root?: true | Record<Tongue, string>; narrower?: true }
>;

/** What a key reaches: the levels that its roles add up to; never empty. Part of what each provider must supply. */
export type LevelsOf = (key: ApiKey) => readonly [Level, ...Level[]];

export const yes = (ko: string, en: string): ReachLine => ({ may: "yes", ko, en });
export const no = (ko: string, en: string): ReachLine => ({ may: "no", ko, en });
export const unknown = (ko: string, en: string): ReachLine => ({ may: "unknown", ko, en });

/** Everything that one key reaches. */
export type Reach = Record<Matter, ReachLine> & {
  /** It is as good as the owner: nothing in the account is closed to it. */
  root: boolean;
  /** When it is, where that is not certain. */
  rootIf?: Record<Tongue, string>;
  /** Far more than one task needs: it changes, deletes and spends. */
  powerful: boolean;
  /** The same work can be done with a key of fewer rights, though not by editing this one. */
  narrower: boolean;
};

const strength: Record<May, number> = { no: 0, unknown: 1, yes: 2 };

/** Adds levels up: of each matter the most that one of them allows. */
export function addUp([first, ...others]: readonly [Level, ...Level[]]): Reach {
  const most = (matter: Matter) =>
    others.reduce(
      (line, level) => (strength[level[matter].may] > strength[line.may] ? level[matter] : line),
      first[matter],
    );
  const lines = { read: most("read"), change: most("change"), delete: most("delete"), spend: most("spend") };
  const all = [first, ...others];
  const roots = all.map((level) => level.root);
  const root = roots.some((one) => one !== undefined);
  const rootIf = roots.includes(true) ? undefined : roots.find((one) => one !== undefined && one !== true);
  return {
    ...lines,
    root,
    ...(rootIf && { rootIf }),
    powerful: root || matters.every((matter) => lines[matter].may === "yes"),
    narrower: all.some((level) => level.narrower === true),
  };
}

/** A role that the organization made itself: only it knows what that allows. */
export const ownRole: Level = {
  read: unknown(
    "조직에서 직접 만든 역할이라 콘솔에서 확인해야 해요.",
    "Your organization made this role: the console shows what it allows.",
  ),
  change: unknown("이 역할에 무엇을 넣었는지에 달렸어요.", "It depends on what was put into the role."),
  delete: unknown("이 역할에 무엇을 넣었는지에 달렸어요.", "It depends on what was put into the role."),
  spend: unknown("이 역할에 무엇을 넣었는지에 달렸어요.", "It depends on what was put into the role."),
};

/** The cloud does not tell what the key may do. */
export const untold: Level = {
  read: unknown("클라우드가 권한을 알려 주지 않아요.", "The cloud does not tell its rights."),
  change: unknown("클라우드가 권한을 알려 주지 않아요.", "The cloud does not tell its rights."),
  delete: unknown("클라우드가 권한을 알려 주지 않아요.", "The cloud does not tell its rights."),
  spend: unknown("클라우드가 권한을 알려 주지 않아요.", "The cloud does not tell its rights."),
};
