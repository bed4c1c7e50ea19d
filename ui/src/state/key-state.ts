import type { ApiKey } from "../api/generated/model";

/** The state for people: a key that the cloud no longer has is gone, whatever it was. */
export function shownState(key: ApiKey): ApiKey["state"] | "gone" {
  return key.presence === "gone" ? "gone" : key.state;
}
