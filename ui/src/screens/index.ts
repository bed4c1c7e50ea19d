import type { Component } from "svelte";
import type { ScreenName } from "../state/navigation.svelte";

const files = import.meta.glob<{ default: Component<Record<string, unknown>> }>("./*.svelte", {
  eager: true,
});

const at = (file: string) => files[`./${file}.svelte`]?.default;

/** The screen for each place. */
export const screens: Record<ScreenName, Component<Record<string, unknown>> | undefined> = {
  welcome: at("Welcome"),
  keys: at("Keys"),
  new: at("NewKey"),
  issued: at("Issued"),
  accounts: at("Accounts"),
  connect: at("Connect"),
  guides: at("Guides"),
  activity: at("Activity"),
  settings: at("Settings"),
};
