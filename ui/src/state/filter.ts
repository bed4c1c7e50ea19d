import type { ApiKey, ProviderId } from "../api/generated/model";
import type { Bounds } from "./bounds";
import { ills, illsOf, type Ill } from "./health";
import { replaceBy } from "./marks";

/** The values of each facet that keys can be filtered by. */
export interface FacetValues {
  cloud: ProviderId;
  state: "enabled" | "disabled" | "expired" | "unknown" | "gone";
  secret: "here" | "elsewhere" | "lost";
  attention: "changed" | "ends_soon" | "replace_soon" | Ill;
  tag: string;
}

export type FacetId = keyof FacetValues;

/** A value of a facet. */
export type Choice = { [F in FacetId]: { facet: F; value: FacetValues[F] } }[FacetId];

/** What is filtered for. A key has one of the values chosen of each facet; a facet without any admits all. */
export type Filter = Readonly<Partial<Record<FacetId, readonly string[]>>>;

/** A facet as it is offered, each value with the number of keys that choosing it shows. */
export interface Facet {
  id: FacetId;
  options: { choice: Choice; count: number; chosen: boolean }[];
}

/** The facets, in the order they stand in. Values stand in the order given; clouds by their ids, tags by their letters. */
const order: Record<FacetId, readonly string[]> = {
  cloud: [],
  state: ["enabled", "disabled", "expired", "unknown", "gone"] satisfies FacetValues["state"][],
  secret: ["here", "elsewhere", "lost"] satisfies FacetValues["secret"][],
  attention: ["changed", "ends_soon", "replace_soon", ...ills] satisfies FacetValues["attention"][],
  tag: [],
};

/** Facets that tell something even where they have one value alone: not every key has one. */
const partial: ReadonlySet<FacetId> = new Set<FacetId>(["attention", "tag"]);

const ids = Object.keys(order) as FacetId[];

function attention(key: ApiKey, bounds: Bounds): FacetValues["attention"][] {
  // Nothing can be done about a key that the cloud no longer has.
  if (key.presence === "gone") return [];
  const { now, soon } = bounds;
  const { expires } = key;
  const ending = key.state !== "expired" && expires.when === "at" && expires.at >= now && expires.at < soon;
  const found: FacetValues["attention"][] = [];
  if (key.changed.length > 0) found.push("changed");
  if (ending) found.push("ends_soon");
  const day = replaceBy(key);
  if (day && day.toISOString() < soon) found.push("replace_soon");
  return [...found, ...illsOf(key, bounds)];
}

/** The values of a facet that a key has. */
const values: { [F in FacetId]: (key: ApiKey, bounds: Bounds) => readonly FacetValues[F][] } = {
  cloud: ({ provider }) => [provider],
  state: ({ presence, state }) => [presence === "gone" ? "gone" : state],
  secret: ({ secret }) => [secret === "here" || secret === "elsewhere" ? secret : "lost"],
  attention,
  tag: ({ marks }) => marks.tags,
};

/** Whether a key is filtered for, leaving one facet aside. */
function passes(key: ApiKey, filter: Filter, bounds: Bounds, aside?: FacetId): boolean {
  for (const id of ids) {
    const wanted = filter[id];
    if (!wanted?.length || id === aside) continue;
    if (!values[id](key, bounds).some((value) => wanted.includes(value))) return false;
  }
  return true;
}

/** The keys that are filtered for. */
export function filtered(keys: readonly ApiKey[], filter: Filter, bounds: Bounds): readonly ApiKey[] {
  return chosen(filter).length === 0 ? keys : keys.filter((key) => passes(key, filter, bounds));
}

/** All that is chosen, facet by facet. */
export function chosen(filter: Filter): Choice[] {
  return ids.flatMap((facet) => (filter[facet] ?? []).map((value) => ({ facet, value }) as Choice));
}

/** A filter as it was saved; what this version does not know is left out. */
export function readFilter(saved: Readonly<Record<string, readonly string[] | undefined>>): Filter {
  const known = ids.map((id) => {
    const all: readonly string[] = order[id];
    return [id, (saved[id] ?? []).filter((value) => all.length === 0 || all.includes(value))] as const;
  });
  return Object.fromEntries(known.filter(([, values]) => values.length > 0));
}

/** Chooses a value, or gives it up. */
export function toggled(filter: Filter, { facet, value }: Choice): Filter {
  const had = filter[facet] ?? [];
  return { ...filter, [facet]: had.includes(value) ? had.filter((one) => one !== value) : [...had, value] };
}

/**
 * What can be filtered by: the facets in which `all` keys differ, with the values that occur. Counts are those among the
 * `found` keys, as the other facets leave them.
 */
export function facetsOf(
  all: readonly ApiKey[],
  found: readonly ApiKey[],
  filter: Filter,
  bounds: Bounds,
): Facet[] {
  return ids.flatMap((id) => {
    const occurring = new Set<string>(filter[id]);
    for (const key of all) for (const value of values[id](key, bounds)) occurring.add(value);
    // What all keys share tells them apart as little as what none has.
    if (occurring.size < (partial.has(id) ? 1 : 2) && !filter[id]?.length) return [];
    const counts = new Map<string, number>();
    for (const key of found) {
      if (!passes(key, filter, bounds, id)) continue;
      for (const value of values[id](key, bounds)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const known =
      order[id].length > 0 ? order[id].filter((value) => occurring.has(value)) : [...occurring].sort();
    const options = known.map((value) => ({
      choice: { facet: id, value } as Choice,
      count: counts.get(value) ?? 0,
      chosen: filter[id]?.includes(value) ?? false,
    }));
    return [{ id, options }];
  });
}
