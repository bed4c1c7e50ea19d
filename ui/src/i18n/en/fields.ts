import type ko from "../ko/fields";

const en: typeof ko = {
  reach: { read: "Read only", change: "Can change", all: "Can do everything" },
  custom: "Made by your organization",
  customAbout: "Your organization made this role. The console shows what it allows.",
  unknownRole: "The console explains what this role allows.",
  rolesFromKeys:
    "This account’s key may not see the list of roles. These are the roles that existing keys have.",
  rolesFromNowhere: "This account’s key may not see the list of roles. Copy a role ID from the console.",
  rolesFromOld: "This organization still uses the older roles. You can choose them as they are.",
  sameAs: "Same as another key",
  sameAsHint: (roles) => roles,
  addRole: (name) => `Add the role ${name}`,
  pasteId: "Enter a role ID",
  roleId: "Role ID",
  roleIdHint: "From an administrator, or from the end of the role’s address in the console.",
  roleIdWrong: "That does not look like a role ID. Example: 3f0a5a51-0000-4000-8000-0a0b0c0d0e0f",
  add: "Add",
  pastedRole: "Role you entered",
  missingRoles: "Choose at least one.",

  days: (days) => `${days} days`,
  year: "1 year",
  onDate: "Date",
  never: "Never ends",
  until: (date) => `Works until ${date}.`,
  date: "Last day",
  dateHint: "It works until the end of this day. Example: 2027-03-31",
  dateWrong: "Enter a date that has not passed, like 2027-03-31.",
  neverTitle: "This key would never end",
  neverText:
    "A forgotten key can leak without anyone noticing. It is safer to set an end and replace the key before it.",

  anywhere: "Anywhere",
  anywhereText:
    "Whoever knows both values can use it from any place. For programs whose address keeps changing.",
  somewhere: "Only certain places",
  somewhereText: "Only from fixed addresses, such as an office or a server. Safer.",
  source: "IP address or range",
  sourceExample: "203.0.113.7",
  note: "Note",
  noteExample: "Seoul office",
  addAddress: "Add an address",
  removeAddress: (source) => (source ? `Remove ${source}` : "Remove this line"),
  missingAddress: "Choose where it works. Without a choice nobody could use the key.",
  nobody: "No address is allowed at present, so nobody can use this key.",
  wide: (bits) => `${bits} is a very wide range.`,
};

export default en;
