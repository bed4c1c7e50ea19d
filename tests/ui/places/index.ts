import { appWalks } from "./app";
import { issueWalks } from "./issue";
import { keyWalks } from "./key";
import { listWalks } from "./list";
import type { Walk } from "./walk";

export type { Look, Walk } from "./walk";

/** Where a person can be: every screen and the dialogs that matter, once. Specs that look at all of it go by this. */
export const walks: Walk[] = [...issueWalks, ...listWalks, ...keyWalks, ...appWalks];
