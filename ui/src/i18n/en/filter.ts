import type ko from "../ko/filter";

const en: typeof ko = {
  open: "Filter and sort",
  openChosen: (count) => `Filter and sort, ${count === 1 ? "1 filter" : `${count} filters`} on`,
  sort: "Sort by",
  sorts: {
    newest: "Newest",
    name: "Name",
    ends: "Ends first",
    used: "Last used",
  },
  facets: {
    cloud: "Cloud",
    state: "State",
    secret: "Secret",
    attention: "Worth a look",
    tag: "Tags",
  },
  state: {
    enabled: "Active",
    disabled: "Paused",
    expired: "Expired",
    unknown: "Unknown state",
    gone: "Gone from the cloud",
  },
  secret: {
    here: "On this computer",
    elsewhere: "Not on this computer",
    lost: "Lost or altered",
  },
  attention: {
    changed: "Changed elsewhere",
    ends_soon: "Expires within 30 days",
    replace_soon: "To replace in 30 days",
    powerful: "Too powerful",
    anywhere: "Usable from anywhere",
    unused: "Long unused",
    paused: "Long paused",
    never_ends: "Never expires",
    old: "Too old",
  },
  chosen: "Filters",
  secretIs: (value) => `Secret: ${value.toLowerCase()}`,
  remove: (value) => `Remove filter: ${value}`,
  views: "Saved lists",
  saveView: "Save this list",
  viewName: "Name of the list",
  nameTaken: "There is a list of that name.",
  removeView: (name: string) => `Remove the list ${name}`,
  viewRemoved: (name: string) => `Removed the list “${name}”`,
  viewsFull: (most: number) => `Up to ${most} lists can be saved.`,
  clear: "Clear all",
  clearFilters: "Clear filters",
  noMatch: "No keys match the filters",
  noMatchText: "Clear them to see all keys again.",
  hidden: (count) =>
    count === 1
      ? "1 key matches the search but not the filters."
      : `${count} keys match the search but not the filters.`,
};

export default en;
