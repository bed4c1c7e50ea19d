import { toProblem } from "./errors";
import type { Commands } from "./generated/commands";

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
  return import("./tauri").then((tauri) => tauri.backend);
}

/** Asks the program to do something. Rejects with a `Problem`, never with anything else. */
export async function call<C extends Command>(
  command: C,
  ...[args]: Args<C> extends null ? [] : [Args<C>]
): Promise<Answer<C>> {
  try {
    backend ??= choose();
    return await (await backend).call(command, (args ?? null) as Args<C>);
  } catch (error) {
    throw toProblem(error);
  }
}
