import type { ErrorCode, FieldProblem, Outcome, Problem } from "../api/generated/error";
import { problem } from "../api/errors";
import type { OperationKind, ProviderId } from "../api/generated/model";
import { providerWords } from "../providers";
import { words } from "./index.svelte";

/** What the words of an error are made from. */
export interface ErrorContext {
  problem: Problem;
  /** Name of the cloud, or the word for one. */
  provider: string;
  /** Name of the key it is about, where there is one. */
  name: string | undefined;
}

/** What the button of a remedy does. The screen that shows the error knows how. */
export type ErrorAction =
  | Again
  | "refresh"
  | "connect"
  | "console"
  | "settings"
  | "guide"
  | "keys"
  | "unfinished"
  | "open_vault"
  | "set_up_vault"
  | "set_up_keychain";

/** Remedies that do the same thing once more, each by its own name. */
const again = ["retry", "unlock", "look"] as const;
export type Again = (typeof again)[number];

/** Whether a remedy is to do the same thing once more. */
export const isAgain = (action: ErrorAction | undefined): action is Again =>
  again.some((one) => one === action);

type Sentence = string | ((context: ErrorContext) => string);

/** The words of one code. */
export interface ErrorEntry {
  /** What happened. */
  title: Sentence;
  /** What it means, beyond what the outcome says. */
  meaning?: Sentence;
  /** It says itself what became of the key: the outcome's sentence is left out. */
  final?: true;
  /** What to do now. */
  remedy: Sentence;
  action?: ErrorAction;
}

/** All words about errors in one language. */
export interface ErrorWords {
  table: Record<ErrorCode, ErrorEntry>;
  outcomes: Record<Outcome, (op: OperationKind | null) => string>;
  fields: Record<FieldProblem, string>;
  buttons: Record<ErrorAction, string>;
}

/** An error in words: what happened, what it means for the key, what to do now. */
export interface ErrorText {
  title: string;
  meaning?: string;
  remedy: string;
  action?: ErrorAction;
  /** Name of the action's button. */
  button?: string;
}

// Looking and copying change nothing, so there is nothing to say about it.
const changes: ReadonlySet<OperationKind> = new Set<OperationKind>([
  "connect",
  "disconnect",
  "create",
  "update",
  "pause",
  "resume",
  "delete",
  "regenerate",
  "create_group",
  "rules",
  "subscribe",
]);

/** An error in the language in use. */
export function errorText(problem: Problem, name?: string): ErrorText {
  const { table, outcomes, fields, buttons } = words().errors;
  const provider = problem.provider ? providerWords(problem.provider).name : words().app.aCloud;
  const entry = table[problem.code];
  const say = (sentence: Sentence) =>
    typeof sentence === "string" ? sentence : sentence({ problem, provider, name });

  const meaning = [
    problem.op && changes.has(problem.op) && !entry.final ? outcomes[problem.outcome](problem.op) : "",
    entry.meaning ? say(entry.meaning) : "",
  ].filter(Boolean);
  return {
    title: say(entry.title),
    ...(meaning.length > 0 && { meaning: meaning.join(" ") }),
    remedy: problem.code === "field_invalid" && problem.problem ? fields[problem.problem] : say(entry.remedy),
    ...(entry.action && { action: entry.action, button: buttons[entry.action] }),
  };
}

/** What happened, in a line: for the history, which keeps only the code. */
export function errorTitle(code: ErrorCode, provider: ProviderId | null): string {
  return errorText(problem(code, { provider })).title;
}
