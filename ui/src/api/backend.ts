import { toProblem } from "./errors";
import type { Commands } from "./generated/commands";
import { backend as shell } from "./tauri";

export type Command = keyof Commands;
export type Args<C extends Command> = Commands[C]["args"];
export type Answer<C extends Command> = Commands[C]["answer"];

/** Who answers commands: the shell in the app, the fake in a browser. */
export interface Backend {
  call<C extends Command>(command: C, args: Args<C>): Promise<Answer<C>>;
}

let backend: Promise<Backend> | undefined;

function choose(): Promise<Backend> {
  // The fake stands in a chunk of its own that the release build does not have.
  if (__WITH_FAKE__ && !("__TAURI_INTERNALS__" in window)) {
    return import("./fake").then((fake) => fake.start(new URLSearchParams(location.search)));
  }
  return Promise.resolve(shell);
}

let reopen: (() => Promise<boolean>) | undefined;

/** Says who opens the passphrase vault when a command needs it. Answers whether it is open now. */
export function whenClosed(ask: () => Promise<boolean>) {
  reopen = ask;
}

/**
 * Asks the program to do something. Rejects with a `Problem`, never with anything else. What needs a vault that is
 * closed is done once that was opened.
 */
export async function call<C extends Command>(
  command: C,
  ...[args]: Args<C> extends null ? [] : [Args<C>]
): Promise<Answer<C>> {
  try {
    backend ??= choose();
    const asked = await backend;
    try {
      return await asked.call(command, (args ?? null) as Args<C>);
    } catch (error) {
      const closed = toProblem(error).code === "vault_closed";
      if (!closed || !reopen || !(await reopen())) throw error;
      return await asked.call(command, (args ?? null) as Args<C>);
    }
  } catch (error) {
    throw toProblem(error);
  }
}
