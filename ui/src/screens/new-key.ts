import type { FieldSpec, FieldValue, NewKeyOptions } from "../api/generated/model";
import { date } from "../i18n/format";
import { words } from "../i18n/index.svelte";
import { addressProblems, isAnywhere } from "./fields/addresses";
import { textProblem } from "./fields/text";
import type { Values } from "./NewKeyForm.svelte";

/** What is wrong with a field of a new key, before anything is sent. The core checks the same again. */
export function fieldWrong(field: FieldSpec, value: FieldValue | undefined): string | null {
  const { input, required } = field;
  const t = words();
  if (input.type === "group")
    return value?.type === "text" && value.value ? null : required ? t.extras.groupMissing : null;
  if (value?.type === "text") {
    const wrong = textProblem(field, value.value, true);
    return wrong && field.id === "name" && value.value.trim() === "" ? t.newKey.missingName : wrong;
  }
  if (value?.type === "roles" && required && value.value.length === 0) return t.fields.missingRoles;
  if (value?.type === "expiry" && value.value.when === "unknown") return t.fields.dateWrong;
  if (value?.type === "addresses") {
    if (value.value.length === 0) return required ? t.fields.missingAddress : null;
    const first = addressProblems(value.value).find(Boolean);
    if (first) return t.errors.fields[first];
  }
  return null;
}

/** What a key will be called: its first line of text. */
export function nameIn(fields: FieldSpec[], values: Values): string {
  const field = fields.find(({ input }) => input.type === "text");
  const value = field && values[field.id];
  return value?.type === "text" ? value.value.trim() : "";
}

/** What is sent: texts without blanks around them, and none that was left empty where it may be. */
export function payload(fields: FieldSpec[], values: Values): Values {
  const optional = new Set(fields.filter(({ required }) => !required).map(({ id }) => id));
  const sent = Object.entries(values).map(([id, value]): [string, FieldValue] => [
    id,
    value.type === "text" ? { ...value, value: value.value.trim() } : value,
  ]);
  return Object.fromEntries(
    sent.filter(([id, value]) => !(optional.has(id) && value.type === "text" && value.value === "")),
  );
}

/** What was chosen, in a line. */
export function summary(fields: FieldSpec[], values: Values, options: NewKeyOptions | null): string {
  const t = words().newKey;
  const parts: string[] = [];
  for (const { id, input } of fields) {
    const value = values[id];
    if (input.type === "group" && value?.type === "text") {
      const group = options?.groups.find((one) => one.group.id === value.value)?.group;
      if (group) parts.push(group.name);
    } else if (value?.type === "roles" && value.value.length === 1) {
      parts.push(options?.roles.find((role) => role.id === value.value[0])?.name ?? t.roleCount(1));
    } else if (value?.type === "roles" && value.value.length > 1) {
      parts.push(t.roleCount(value.value.length));
    } else if (value?.type === "expiry" && value.value.when === "at") {
      parts.push(t.untilDate(date(value.value.at)));
    } else if (value?.type === "expiry" && value.value.when === "never") {
      parts.push(t.noEnd);
    } else if (value?.type === "addresses" && value.value.length > 0) {
      parts.push(isAnywhere(value.value) ? t.anywhere : t.places(value.value.length));
    } else if (value?.type === "flag" && id === "state" && !value.value) {
      parts.push(t.off);
    }
  }
  return parts.join(" · ");
}
