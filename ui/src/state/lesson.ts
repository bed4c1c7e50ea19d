import type { Account, ApiKey, Lesson, ProviderSpec, Succession } from "../api/generated/model";
import { operationsFor, rotationOf } from "./kinds";

/** What there is to do in the lesson of the practice mode, in its order. */
export const lessonTasks = ["issue", "rotate", "retire"] as const;

export type LessonTask = (typeof lessonTasks)[number];

/** What of it was done. */
export function doneIn(lesson: Lesson): Record<LessonTask, boolean> {
  return { issue: lesson.issued, rotate: lesson.rotated, retire: lesson.retired };
}

/** How much of it was done. */
export function doneCount(lesson: Lesson): number {
  return Object.values(doneIn(lesson)).filter(Boolean).length;
}

/** The practice account to learn with: the first in which keys can be made right here. */
export function lessonAccount(
  accounts: readonly Account[],
  providers: readonly ProviderSpec[],
): Account | undefined {
  const kinds = providers.flatMap((provider) => provider.kinds);
  return accounts.find(
    (account) =>
      account.practice &&
      kinds.some(
        (kind) => kind.provider === account.provider && operationsFor(kind, account).create === "api",
      ),
  );
}

/** Where a task leads: to this key, as something new or as what is under way; without one, a key is to be made first. */
export interface LessonRoad {
  key: ApiKey | undefined;
  underWay: boolean;
}

/** Where a task about a key leads, in this practice account. */
export function roadTo(
  task: "rotate" | "retire",
  account: Account,
  all: {
    keys: readonly ApiKey[];
    providers: readonly ProviderSpec[];
    successions: readonly Succession[];
    rotations: readonly { key: string }[];
  },
): LessonRoad {
  const mine = all.keys.filter((key) => key.account === account.id && key.presence !== "gone");
  const rotating = new Set([...all.successions, ...all.rotations].map(({ key }) => key));
  if (task === "rotate") {
    const begun = mine.find(({ id }) => rotating.has(id));
    if (begun) return { key: begun, underWay: true };
  }
  const heirs = new Set(all.successions.map(({ new_key }) => new_key));
  const kinds = new Map(all.providers.flatMap((provider) => provider.kinds).map((kind) => [kind.id, kind]));
  const fits = mine.filter((key) => {
    const spec = kinds.get(key.kind);
    if (!spec || key.own || key.secret !== "here" || rotating.has(key.id) || heirs.has(key.id)) return false;
    if (task === "retire") return operationsFor(spec, account).delete === "api";
    const way = rotationOf(key, spec, account);
    return way === "within" || way === "succession";
  });
  // The newest is the one that was made a moment ago.
  const newest = fits.sort((a, b) => (b.created_at ?? "").localeCompare(a.created_at ?? ""))[0];
  return { key: newest, underWay: false };
}
