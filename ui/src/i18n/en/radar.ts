import type ko from "../ko/radar";

const en: typeof ko = {
  title: "Expiry and rotation",
  rotate: "Rotate now",
  rotateOf: (key) => `Rotate now: ${key}`,
  snooze: "Remind me later",
  snoozeOf: (key) => `Remind me later: ${key}`,
  lengths: { day: "Remind me tomorrow", week: "Remind me in a week", until_day: "Remind me on the day" },
  snoozedUntil: (day) => `Back on ${day}`,
  snoozed: (count) => (count === 1 ? "1 key put off" : `${count} keys put off`),
  wake: "Bring back",
  wakeOf: (key) => `Bring back: ${key}`,
  calendar: "Save calendar file",
  calendarNone: "No key has an end date or a date to replace it by. Practice keys are left out.",
  saved: (name, folder) => `Saved ${name} to ${folder}`,
  others: "Other keys",

  settings: "Reminders and tray",
  remind: "Remind me before keys expire",
  remindHint: "30 days, 7 days and one day before. At most one notice a day, and it never names a key.",
  noNotices: "This computer shows no notices. Until it does, look at the Keys screen.",
  tray: "Stay in the tray when the window closes",
  trayHint: "Use the key icon in the tray to open Keywright again or quit.",
  noTray: "This desktop has no tray, so Keywright quits when its window closes.",
  autostart: "Start with the computer",
  autostartHint: "Opens its window.",
  autostartInTray: "Starts in the tray, without a window.",
  noAutostart: "This computer cannot start Keywright by itself.",
};

export default en;
