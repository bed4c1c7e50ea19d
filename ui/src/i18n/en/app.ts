import type ko from "../ko/app";

const en: typeof ko = {
  nav: "Main menu",
  keys: "Keys",
  new: "New key",
  accounts: "Accounts",
  guides: "Guides",
  activity: "Activity",
  settings: "Settings",

  aCloud: "the cloud",
  practice: "Practice",
  close: "Close",
  cancel: "Cancel",
  undo: "Undo",
  save: "Save",
  back: "Back",
  retry: "Try again",
  copy: "Copy",
  stop: "Stop waiting",
  loading: "Loading",
  now: "just now",
  inKorea: (when) => `${when} in Korea`,
  none: "None",
  optional: "Optional",

  details: "Details",
  detailCode: "Code",
  detailTime: "Time",
  detailWords: "The cloud’s words",
  detailRequest: "Request id",

  startFailed: "Keywright could not open",
  clockOff: (minutes) =>
    `This computer’s clock is ${Math.abs(minutes)} ${Math.abs(minutes) === 1 ? "minute" : "minutes"} ${minutes > 0 ? "ahead" : "behind"}.`,
  clockText:
    "Some clouds, such as Naver Cloud, refuse requests when it differs by more than 5. Set it right in the computer’s date and time settings.",
  clipboardHolds: (copied, seconds) => `${copied}. Cleared from the clipboard in ${seconds} s.`,
  clipboardMayStay: "If another window is in front then, it is cleared when you come back.",
  clipboardClear: "Clear now",
  clipboardCleared: "Clipboard cleared",
  copyFact: (label) => `Copy ${label}`,
  copiedFact: (label) => `Copied: ${label}`,
  notCopied: "Could not copy. Select the text and copy it yourself.",
  copied: {
    id: "Key ID copied",
    secret: "Secret copied",
    curl: "Command copied. It asks for the secret when it runs",
    curl_with_secret: "Command with the secret copied",
    second_secret: "Second secret copied",
    header: "Header with the secret copied",
    s3_profile: "S3 profile with the secret copied",
    export: "Copied lines for a terminal, with the secret in them",
    both: "ID and secret copied",
    env: ".env lines with the secret copied",
    python: "Python code with the secret copied",
    clouds_yaml: "clouds.yaml with the secret copied",
    rclone: "rclone settings with the secret copied",
  },
};

export default en;
