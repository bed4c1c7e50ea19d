import type { Event } from "../api/generated/model";
import { errorTitle } from "../i18n/error-text";
import { dateTime } from "../i18n/format";
import { words } from "../i18n/index.svelte";
import { fieldWords, providerWords } from "../providers";
import { app } from "../state/app.svelte";

/** What a field of some kind of key is called; its id where no kind of this cloud has a word for it. */
function fieldName(event: Event, field: string): string {
  const kinds = app.providers.find(({ id }) => id === event.provider)?.kinds ?? [];
  for (const kind of kinds) {
    const { label } = fieldWords(kind.id, field);
    if (label !== field) return label;
  }
  return field;
}

/** What exactly was done, beside the name of the operation. */
export function detailText(event: Event): string | null {
  const t = words().activity;
  const { detail } = event;
  switch (detail?.type) {
    case "copied":
      return t.copied[detail.value];
    case "changed":
      return detail.value.map((field) => fieldName(event, field)).join(", ");
    case "field":
      return fieldName(event, detail.value);
    case "copy_of":
      return t.copyOf(dateTime(detail.value));
    case "saved":
      return t.formats[detail.value];
    case undefined:
      return null;
  }
}

/** The words of a report, by what they stand for. The program puts them around what it knows. */
export function reportWords(): Record<string, string> {
  const { activity, app: common, errors, keys, report } = words();
  const { columns, empty, secret, presence, ...plain } = report;
  const of = (group: string, list: Record<string, string>) =>
    Object.fromEntries(Object.entries(list).map(([id, word]) => [`${group}.${id}`, word]));
  const codes = Object.keys(errors.table) as (keyof typeof errors.table)[];
  // A kind's words for what can be changed come before its words for what it signs in with, the first cloud's first.
  const kinds = app.providers.flatMap(({ kinds }) => kinds).reverse();
  const labels = (of: "fields" | "new_key_fields") =>
    kinds.flatMap((kind) => kind[of].map(({ id }) => [id, fieldWords(kind.id, id).label] as const));
  const fields = [...labels("fields"), ...labels("new_key_fields")];
  return {
    ...plain,
    practice: common.practice,
    ...of("column", columns),
    ...of("empty", empty),
    ...of("secret", secret),
    ...of("presence", presence),
    ...of("state", keys.state),
    ...of("op", activity.ops),
    ...of("act", activity.acts),
    ...of("by", activity.by),
    ...of("copy", activity.copied),
    ...of("result", activity.results),
    ...of("format", activity.formats),
    ...of("error", Object.fromEntries(codes.map((code) => [code, errorTitle(code, null)]))),
    ...of("field", Object.fromEntries(fields)),
    ...of("provider", Object.fromEntries(app.providers.map(({ id }) => [id, providerWords(id).name]))),
  };
}
