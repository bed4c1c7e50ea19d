import { words } from "../i18n/index.svelte";
import { providerWords } from "../providers";
import type { Choice } from "../state/filter";

/** A value among those of its facet, in the language in use. */
export function choiceLabel({ facet, value }: Choice): string {
  const t = words().filter;
  switch (facet) {
    case "cloud":
      return providerWords(value).name;
    case "state":
      return t.state[value];
    case "secret":
      return t.secret[value];
    case "attention":
      return t.attention[value];
    case "tag":
      return value;
  }
}

/** A value where its facet is not beside it. */
export function choiceAlone(choice: Choice): string {
  const label = choiceLabel(choice);
  return choice.facet === "secret" ? words().filter.secretIs(label) : label;
}
