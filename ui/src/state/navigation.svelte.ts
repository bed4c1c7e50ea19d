import type { AccountId, KeyId, KindId, OperationId, ProviderId } from "../api/generated/model";
import type { SettingsPart } from "./settings-parts";

/** Where a person can be. What stands beside `screen` are the screen's props. */
export type Place =
  | { screen: "welcome" }
  | { screen: "keys"; key?: KeyId; show?: "unfinished" | "bin" | "lesson" }
  | { screen: "new"; account?: AccountId; kind?: KindId }
  | { screen: "issued"; key: KeyId }
  | { screen: "accounts"; emergency?: AccountId }
  | { screen: "connect"; provider?: ProviderId; kind?: KindId; draft?: OperationId }
  | { screen: "guides"; kind?: KindId; guide?: string }
  | { screen: "activity" }
  | { screen: "settings"; show?: SettingsPart };

export type ScreenName = Place["screen"];

/** Where the person is, and how they came there. */
class Navigation {
  place = $state.raw<Place>({ screen: "keys" });
  #behind: Place[] = [];

  /** Goes to a place; Esc leads back. */
  go(place: Place) {
    if (place.screen !== this.place.screen) this.#behind.push(this.place);
    if (this.#behind.length > 20) this.#behind.shift();
    this.place = place;
  }

  /** Goes to a place that takes this one's place, as after a step that cannot be repeated. */
  replace(place: Place) {
    this.place = place;
  }

  /** Goes to a place from which nothing leads back. */
  start(place: Place) {
    this.#behind = [];
    this.place = place;
  }

  /** One place back; home when there is none. */
  back() {
    this.place = this.#behind.pop() ?? { screen: "keys" };
  }
}

export const navigation = new Navigation();
