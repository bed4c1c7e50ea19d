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
    ends_soon: "Expires within 30 days",
    replace_soon: "To replace in 30 days",
    unused: "No use in 90 days",
    never_ends: "Never expires",
    old: "Older than a year",
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
