import type ko from "../ko/marks";

const en: typeof ko = {
  title: "Your notes",
  add: "Add tags or a note",
  edit: "Edit notes",
  pin: "Pin to the top of the list",
  pinned: "Pinned",
  saved: "Notes saved",
  here: "Kept on this computer only. Nothing is sent to the cloud.",
  tags: "Tags",
  tagsHint: "Separate them with commas, e.g. shop, contractor",
  inUse: "Tags in use",
  addTag: (tag: string) => `Add the tag ${tag}`,
  manyTags: (most: number) => `A key can have up to ${most} tags.`,
  longTag: (most: number) => `A tag can have up to ${most} characters.`,
  memo: "Note",
  memoHint: "Say who uses it and where, so that it can be replaced without worry. Do not write secrets here.",
  longMemo: (most: number) => `A note can have up to ${most} characters.`,
  usedIn: "Where it is used",
  usedInHint:
    "One per line. Shown again when you rotate or delete the key, so that nothing is missed. E.g. sales dashboard",
  manyPlaces: (most: number) => `Up to ${most} places can be noted.`,
  longPlace: (most: number) => `A place can have up to ${most} characters.`,
  dayWrong: "Enter the whole date, like 2027-03-31.",
  replaceBy: "Replace by",
  replaceByHint: "Keywright reminds you before this day, even if the key itself never expires. Optional.",
  replaceIn: (when, over) => (over ? `Overdue, due ${when}` : `Replace ${when}`),
  due: (when: string) => `Replace by ${when}`,
  overdue: (when: string) => `Overdue for replacement: ${when}`,
};

export default en;
