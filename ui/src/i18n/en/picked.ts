import { number } from "../format";
import type ko from "../ko/picked";

const keys = (count: number) => (count === 1 ? "1 key" : `${number(count)} keys`);

const en: typeof ko = {
  title: (count) => `${keys(count)} selected`,
  region: "Selected keys",
  more: (count) => `and ${count} more`,
  clear: "Clear selection",
  acts: "What to do",
  tags: "Add tags",
  tagsTitle: (count) => `Add tags to ${keys(count)}`,
  tooMany: (count, most) => `${keys(count)} would have more than ${most} tags. Add fewer.`,
  onThem: "Tags on them",
  ofTag: (tag, count, of) => (count === of ? tag : `${tag} · ${count} of ${of}`),
  removeTag: (tag) => `Remove the tag ${tag} from the selected keys`,
  pin: "Pin to the top",
  unpin: "Unpin",
  day: "Set a day to replace by",
  dayTitle: (count) => `Replace ${keys(count)} by`,
  clearDay: "Remove the day",
  check: "Check they work",
  checkTitle: "Do they work?",
  checkText: (count) =>
    `Asks the cloud about ${keys(count)} whose secret is on this computer, one after another.`,
  checkNone: "None of the selected keys can be checked from here.",
  checking: (done, of) => `${done} of ${of} checked`,
  works: (count) => (count === 1 ? "1 key works" : `${count} keys work`),
  unsure: (count) => `Nobody can tell whether ${keys(count)} ${count === 1 ? "works" : "work"}`,
  failed: (count) => `${keys(count)} could not be checked`,
  unasked: (count) =>
    `${count === 1 ? "1 key has" : `${count} keys have`} no secret on this computer or no way to be checked`,
  stopped: "Stopped. The rest was not checked.",
  show: "Show key",
  saved: (count) => `Saved on ${keys(count)}`,
  takenBack: "Undone",
  one: "Rotate, pause and delete keys one at a time: where each is used and when it was last used has to be looked at.",
  leaked: "To stop every key of an account at once, use “Something leaked” under Accounts.",
};

export default en;
