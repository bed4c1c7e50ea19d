import type ko from "../ko/lesson";

const en: typeof ko = {
  title: "Practice lesson",
  text: "Try three things with practice keys. Nothing changes at a real cloud.",
  progress: (done) => `${done} of 3 done`,
  show: "Show lesson",
  hide: "Put away",
  hidden: "Practice lesson put away",
  setting: "Show the practice lesson",
  settingText: "Three things to try, shown among your keys.",

  task: {
    issue: "Make a key",
    rotate: "Replace a key",
    retire: "Retire a key",
  },
  about: {
    issue: "Choose a name and a role; the key is made and its secret is stored safely.",
    rotate: "Move to a new key, then delete the old one. All the while there is a key that works.",
    retire: "Delete a key you no longer need, at the cloud and with its secret on this computer.",
  },
  act: {
    issue: "New key",
    rotate: "Replace it",
    retire: "Delete it",
  },
  goOn: "Continue",
  makeFirst: "Make a new key first",
  done: "Done",

  finished: "You have done all three, and real keys work just the same way.",
  connect: "Connect my cloud",

  troubles: "Cause some trouble on purpose",
  troublesText:
    "Switch one on, then make or change a key. It happens in the practice cloud only, and ends when you quit the app.",
  trouble: {
    cut_after_create: {
      label: "Cut the line right after the key is made",
      will: "The key exists at the cloud but the answer never arrives. It switches itself off after one time.",
      did: "The request was sent once. The app finds that key in the list and, if its secret cannot be recovered, asks you what to do with it.",
    },
    cut_before: {
      label: "Cut the line",
      will: "No request reaches the cloud.",
      did: "Nothing reached the cloud, so nothing changed there. Switch this off and try again.",
    },
    quota_full: {
      label: "Use up the quota",
      will: "The cloud makes no more keys.",
      did: "There was no room, so no key was made, and those you have are as they were. Make it once there is room.",
    },
    slow: {
      label: "Answer slowly",
      will: "Each answer of the cloud takes about 4 seconds.",
      did: "A late answer does not make the app ask twice. Close the window while a key is made, and it is still finished.",
    },
    maintenance: {
      label: "Take the cloud down",
      will: "The cloud only says that it is unavailable.",
      did: "The cloud changed nothing. The secrets you stored can be copied even now.",
    },
  },
  kept: "Nothing was lost",
  on: (account, trouble) => `${account}: “${trouble}” is on`,
  met: (account, trouble) => `${account}: “${trouble}” happened`,
  off: "Switch off",
  seen: "Got it",
};

export default en;
