import { invoke } from "@tauri-apps/api/core";
import type { Backend } from "./backend";

/** The shell. The only file that knows Tauri. */
export const backend: Backend = {
  call: (command, args) => invoke(command, args === null ? {} : { args }),
};
