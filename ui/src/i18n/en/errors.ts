import type { ErrorCode, FieldProblem, Outcome } from "../../api/generated/error";
import type { OperationKind } from "../../api/generated/model";
import type { ErrorAction, ErrorEntry, ErrorWords } from "../error-text";

const table: Record<ErrorCode, ErrorEntry> = {
  // The way to the cloud
  offline: {
    title: "You are not connected to the internet",
    remedy: "Check the connection and try again. Keys kept on this computer can still be viewed and copied.",
    action: "retry",
  },
  unreachable: {
    title: ({ provider }) => `${provider} could not be reached`,
    remedy:
      "Try again in a moment. If it keeps happening, check whether a company network or firewall is in the way, and whether the API address is right if you entered one.",
    action: "retry",
  },
  untrusted: {
    title: "The server could not be trusted, so we did not connect",
    meaning: "No secret was sent.",
    remedy:
      "Check this computer’s date. If your company uses a security program or a proxy, ask the administrator to install its certificate on this computer.",
    action: "retry",
  },
  timed_out: {
    title: ({ provider }) => `${provider} did not answer in time`,
    remedy: "Try again in a moment.",
    action: "retry",
  },
  interrupted: {
    title: "The connection broke before the answer was complete",
    remedy: "Check your internet connection and try again.",
    action: "retry",
  },
  proxy_answer: {
    title: ({ provider }) => `Your network answered instead of ${provider}`,
    remedy:
      "Open a web browser, see whether the Wi-Fi or company network asks you to sign in, do so, then try again.",
    action: "retry",
  },
  redirected: {
    title: "The server pointed to another address",
    meaning: "To be safe we did not follow it, and no secret went anywhere else.",
    remedy: "If you entered the API address yourself, correct it. Otherwise tell your network administrator.",
    action: "connect",
  },
  answer_unreadable: {
    title: ({ provider }) => `The answer from ${provider} could not be read`,
    remedy: "Try again in a moment. If it keeps happening, see whether there is an update of Keywright.",
    action: "retry",
  },
  answer_too_large: {
    title: ({ provider }) => `The answer from ${provider} was too large to read`,
    remedy: "Try again. If you entered the API address yourself, check that it is right.",
    action: "retry",
  },

  // What the cloud said
  rejected: {
    title: ({ provider }) => `${provider} did not accept the request`,
    remedy: "The cloud’s own reason is under “Details”. Correct what it names, then try again.",
  },
  credential_unknown: {
    title: ({ provider }) => `${provider} does not know this key`,
    meaning: "Either a value was not copied completely, or the key was deleted at the cloud.",
    remedy:
      "Copy both values again from first to last character. If that does not help, make a new key in the console and connect it.",
    action: "connect",
  },
  credential_inactive: {
    title: "The key used to connect is paused or has expired",
    remedy: "Switch it on or extend it in the console. If you cannot, connect again with another key.",
    action: "connect",
  },
  name_or_user_wrong: {
    title: ({ provider }) => `${provider} did not accept this name and its values`,
    meaning:
      "The cloud does not say which is wrong: the access key's name, the secret or the unique user ID.",
    remedy:
      "Copy all three again. If you know the access key's ID, connecting with the ID instead of the name is the surer way.",
    action: "connect",
  },
  key_pair_refused: {
    title: ({ provider }) => `${provider} did not accept this key pair`,
    meaning: ({ provider }) => `${provider} does not say whether the key or the secret is wrong.`,
    remedy: "Check for missing characters and copy both again.",
    action: "connect",
  },
  login_refused: {
    title: ({ provider }) => `${provider} did not accept this login`,
    meaning:
      "The cloud does not say which is wrong: the login ID, the password or the project. Repeated failures may lock the account, so nothing is tried again by itself.",
    remedy:
      "Check all three in the console. With two-step login or an IAM user, the main account's values may be needed.",
    action: "connect",
  },
  token_ended: {
    title: "The token ended before its time",
    meaning: "The key still works. This happens when its role changed or somebody revoked the token.",
    remedy: "Issue a new token.",
  },
  wrong_region: {
    title: ({ problem: { detail } }) =>
      detail ? `This key belongs to another region (${detail})` : "This key belongs to another region",
    remedy: "Choose that region, then try again.",
  },
  forbidden: {
    title: "You do not have permission for this",
    meaning: "The key works, but it lacks the right, or this network address is not allowed.",
    remedy:
      "Ask an administrator of the organization for the right. If the key is limited to addresses, check that yours is among them.",
    action: "console",
  },
  service_not_opened: {
    title: ({ provider }) => `A service of ${provider} that was never opened`,
    meaning: "The account is connected and fine. Only this kind of key cannot be used yet.",
    remedy: "Open that service once in the console and start using it, then try again.",
    action: "guide",
  },
  not_offered: {
    title: ({ provider }) => `${provider} does not let this be done through its API`,
    meaning: "Nothing is wrong with your key.",
    remedy: "Do it in the console; the pictures show how.",
    action: "guide",
  },
  not_found: {
    title: ({ provider }) => `It is no longer at ${provider}`,
    meaning: "Someone may have deleted it in the console.",
    remedy: "Refresh the list to see how things stand.",
    action: "refresh",
  },
  conflict: {
    title: "It changed in the meantime",
    remedy: "Refresh the list to see how things stand, then try again.",
    action: "refresh",
  },
  quota_full: {
    title: ({ provider }) => `All the keys that ${provider} allows are in use`,
    remedy: "Delete a key that nobody uses, then try again. The cloud’s support may also raise the limit.",
    action: "keys",
  },
  rate_limited: {
    title: "Too many requests in a short time",
    remedy: ({ problem: { retry_after_s: seconds } }) =>
      seconds ? `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.` : "Try again in a moment.",
    action: "retry",
  },
  calls_used_up: {
    title: ({ provider }) => `The calls allowed at ${provider} are used up`,
    meaning:
      "Only so many calls are allowed in a day or a month, and all of them were made. Nothing changed.",
    remedy: "Try again when the allowance is renewed. The console shows the limit, and support can raise it.",
    action: "console",
  },
  throttled: {
    title: "Requests came faster than the cloud allows",
    meaning: "Requests of other programs that use the same account count too.",
    remedy: ({ problem: { retry_after_s: seconds } }) =>
      seconds
        ? `See whether another program is asking a lot, and try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`
        : "See whether another program is asking a lot, and try again in a moment.",
    action: "retry",
  },
  provider_down: {
    title: ({ provider }) => `${provider} is having trouble right now`,
    remedy: "There is nothing to fix on your side. Try again in a few minutes.",
    action: "retry",
  },
  clock_off: {
    title: ({ problem: { clock_minutes: minutes } }) => {
      if (!minutes) return "This computer’s clock is wrong";
      const count = Math.abs(minutes);
      return `This computer’s clock is ${count} ${count === 1 ? "minute" : "minutes"} ${minutes > 0 ? "ahead" : "behind"}`;
    },
    meaning: ({ provider }) => `${provider} refuses requests when the time differs too much.`,
    remedy: "Correct the time in this computer’s date and time settings, then try again.",
    action: "retry",
  },
  outcome_unknown: {
    final: true,
    title: "The line broke while the key was being made",
    meaning: "The request is never sent twice, so there cannot be two keys.",
    remedy: "We are checking whether the key exists. The result will appear under “Unfinished”.",
    action: "unfinished",
  },
  secret_not_received: {
    final: true,
    title: "The key was made, but its secret did not arrive",
    meaning: "That secret cannot be read again, so nobody can use this key.",
    remedy: "Delete or pause that key under “Unfinished”, then make a new one.",
    action: "unfinished",
  },
  not_yet_working: {
    final: true,
    title: ({ provider }) => `The new key is stored, but ${provider} does not accept it yet`,
    meaning: "The key and its secret are safe on this computer.",
    remedy: "New keys sometimes take a moment. Check again in about a minute.",
    action: "retry",
  },

  // Where secrets rest
  vault_locked: {
    title: "This computer’s keychain is locked",
    remedy: "Answer the prompt that appears, or unlock the keychain in its own window.",
    action: "unlock",
  },
  vault_missing: {
    title: "This computer has no keychain to keep secrets in",
    meaning: "Without a safe place we neither make nor connect keys.",
    remedy:
      "Keep secrets in Keywright’s passphrase vault, or install GNOME Keyring or KWallet and sign in to the computer again.",
    action: "set_up_vault",
  },
  vault_not_set_up: {
    title: "The keychain is not set up yet",
    meaning: "It runs, but it has no default keyring to put secrets in.",
    remedy: "You can create one now. The system asks you for a password for it.",
    action: "set_up_keychain",
  },
  vault_forgetful: {
    title: "This keychain forgets its secrets when you sign out",
    meaning: "It keeps them in memory only, so a key stored there could not be used again.",
    remedy:
      "Keep secrets in Keywright’s passphrase vault, or make the “Login” keyring the default in “Passwords and Keys”.",
    action: "set_up_vault",
  },
  vault_too_small: {
    title: "Long secrets do not fit into this keychain",
    meaning: "It stores short values, but the keys of some clouds are longer.",
    remedy: "Keep secrets in Keywright’s passphrase vault, or switch to GNOME Keyring, KWallet or KeePassXC.",
    action: "set_up_vault",
  },
  vault_waiting: {
    title: "Your keychain is waiting for you",
    remedy: "Look for a password prompt behind other windows, answer it, then look again.",
    action: "look",
  },
  vault_failed: {
    title: "The keychain could not store or read a value",
    remedy: "Check the keychain in Settings, then try again.",
    action: "settings",
  },
  secret_missing: {
    title: "The secret is not in the keychain",
    meaning: "Another program seems to have removed it. The key at the cloud is unchanged.",
    remedy: "If it belongs to an account, connect again. If it is a key you made, replace it with a new one.",
    action: "connect",
  },
  secret_altered: {
    title: "The keychain holds something other than what was stored",
    meaning:
      "Another program seems to have changed it, so it was not used. The key at the cloud is unchanged.",
    remedy: "If it belongs to an account, connect again. If it is a key you made, replace it with a new one.",
    action: "connect",
  },
  vault_closed: {
    title: "The passphrase vault is closed",
    meaning: "The secret is in it, or a new one has to go there.",
    remedy: "Open the vault with your passphrase.",
    action: "open_vault",
  },
  passphrase_wrong: {
    title: "That is not the passphrase or recovery code",
    meaning: "Nothing was opened or changed.",
    remedy: "Check Caps Lock and the keyboard language, then try again.",
    action: "retry",
  },
  no_passphrase: {
    title: "No passphrase or recovery code is set yet",
    remedy: "Set up the passphrase vault in Settings first.",
    action: "settings",
  },
  vault_not_empty: {
    title: "Secrets are still in the passphrase vault",
    meaning: "Nothing was removed.",
    remedy: "Move all to the keychain in Settings, then try again.",
    action: "settings",
  },

  // The data folder
  app_locked: {
    title: "Keywright is locked",
    remedy: "Unlock it, then try again.",
    action: "retry",
  },
  proof_missing: {
    title: "Nothing is set up that could unlock it",
    remedy: "In Settings, under Lock, set a passphrase or turn on unlocking with your computer account.",
    action: "settings",
  },
  proof_refused: {
    title: "Your account’s password was not confirmed",
    remedy: "Try again, and enter it in the window that your computer opens.",
    action: "retry",
  },
  proof_unasked: {
    title: "Your desktop did not ask for your account’s password",
    meaning: "The program that asks for it (a polkit agent) does not run.",
    remedy: "Start a program that asks for it, for example lxpolkit, then try again.",
    action: "retry",
  },
  proof_needed: {
    title: "Confirm first that it is you",
    remedy: "Try again to confirm it.",
    action: "retry",
  },
  tries_paused: {
    title: "Paused after several wrong tries",
    remedy: ({ problem: { retry_after_s: seconds } }) =>
      seconds ? `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.` : "Try again in a moment.",
  },
  disk_full: {
    title: "There is no space left on this computer",
    remedy: "Free some space, then try again.",
    action: "retry",
  },
  data_read_only: {
    title: "The data folder cannot be written to",
    remedy:
      "Check that writing to the folder is allowed and that the disk is healthy, then try again. Settings says where it is.",
    action: "settings",
  },
  data_newer: {
    title: "This data was made by a newer Keywright",
    meaning: "To keep it whole we did not open it. Your keys and secrets are unchanged.",
    remedy: "Update Keywright, then open it again.",
  },
  data_damaged: {
    title: "The data file is damaged",
    meaning:
      "Your keys at the clouds are unchanged, and so are secrets in the keychain. Those in the passphrase vault come back with a copy.",
    remedy: "Close Keywright and open it again. It can restore a copy that it made.",
  },

  // What was asked for
  field_invalid: {
    title: "Something needs correcting",
    remedy: "Correct the marked field, then try again. Everything you entered is still there.",
  },
  name_mismatch: {
    title: "That is not the key’s name",
    remedy: ({ name }) => (name ? `Type “${name}” exactly.` : "Type the key’s name exactly."),
  },
  rotating: {
    final: true,
    title: "This key is part of a rotation",
    meaning:
      "It takes the place of another key: pausing or deleting it now could leave you with none that works.",
    remedy: "Finish or stop the rotation, then try again.",
  },
  still_in_use: {
    final: true,
    title: "The old key may still be in use",
    meaning: "It was used after the switch, or the days of waiting are not over. Nothing has changed.",
    remedy: "See what was missed. If you are sure, you can go on without waiting.",
  },
  own_key: {
    final: true,
    title: "This is the key the app connects with",
    meaning: "Pausing or deleting it would lock the app out of this cloud.",
    remedy: "Connect the account with another key first, or do it in the console.",
    action: "console",
  },
  unsupported: {
    title: ({ provider }) => `${provider} cannot do this with this kind of key`,
    remedy: "See in the guides whether there is another way.",
    action: "guide",
  },
  gone: {
    title: "It is not here any more",
    meaning: "It was finished or removed in the meantime.",
    remedy: "Refresh the list to see how things stand.",
    action: "refresh",
  },
  busy: {
    title: "Another step is still running",
    remedy: "Wait for it to end, then try again.",
    action: "retry",
  },
  clipboard_failed: {
    title: ({ problem: { op } }) =>
      op === "connect" ? "There is no text to paste" : "The clipboard could not be used",
    remedy: ({ problem: { op } }) =>
      op === "connect"
        ? "Copy the value in the console again, or type it into the field."
        : "Another program may be using the clipboard. Try again.",
    action: "retry",
  },
  link_failed: {
    title: "The web browser could not be opened",
    remedy: "Choose a default web browser in this computer’s settings, then try again.",
    action: "retry",
  },
  autostart_failed: {
    title: "This computer’s startup apps could not be changed",
    remedy: "You can add or remove Keywright in the computer’s own settings for startup apps.",
    action: "retry",
  },
  file_not_saved: {
    title: "The file could not be saved",
    remedy: "Check that the Downloads folder can be written to and that there is space left, then try again.",
    action: "retry",
  },
  internal: {
    title: "Something went wrong in Keywright",
    remedy:
      "Try again. If it keeps happening, close the app and open it again: what was begun will be checked.",
    action: "retry",
  },
};

const nothingChanged = (op: OperationKind | null): string => {
  switch (op) {
    case "create":
      return "No key was made.";
    case "connect":
      return "The account is not connected yet. What you entered is still there.";
    case "disconnect":
      return "The account is still connected.";
    case "pause":
      return "The key was not paused. It works as before.";
    case "resume":
      return "The key is still paused.";
    case "delete":
      return "The key was not deleted.";
    case "update":
      return "The key was not changed.";
    case "regenerate":
      return "The secret was not changed. The current value still works.";
    case "create_group":
      return "Nothing was made.";
    case "rules":
      return "Where it may be used from was not changed.";
    case "subscribe":
      return "The subscription was not changed.";
    default:
      return "Your keys are unchanged.";
  }
};

const outcomes: Record<Outcome, (op: OperationKind | null) => string> = {
  unsent: nothingChanged,
  refused: nothingChanged,
  unknown: (op) => {
    switch (op) {
      case "create":
        return "Nobody knows yet whether the key was made. We are checking.";
      case "delete":
        return "Nobody knows yet whether the key was deleted. We are checking.";
      case "pause":
      case "resume":
      case "update":
        return "Nobody knows yet whether the key changed. We are checking.";
      case "regenerate":
        return "Nobody knows yet whether the secret changed. We are checking.";
      case "create_group":
        return "Nobody knows whether it was made. Read the list again to see.";
      case "rules":
      case "subscribe":
        return "Nobody knows whether it changed. Read it again to see.";
      default:
        return "Nobody knows yet what came of it. We are checking.";
    }
  },
};

const fields: Record<FieldProblem, string> = {
  missing: "This is empty. Please fill it in.",
  too_short: "Too short. Check that it was copied to the end.",
  too_long: "Too long. Please shorten it.",
  bad_character: "It contains a character that cannot be used. Look for blanks, line breaks and colons (:).",
  not_an_address: "Not an IP address. Example: 203.0.113.7 or 203.0.113.0/24",
  host_bits: "The end of this range does not fit. Example: 10.0.0.0/24 rather than 10.0.0.1/24",
  not_in_future: "Choose a date that has not passed.",
  not_https: "It must begin with https://. http:// works only for this computer (localhost).",
  not_a_url: "Not a web address. Example: https://api.example.com",
  not_a_choice: "Not one of the choices. Pick one from the list.",
  empty_list: "Add at least one. If it stays empty, nobody can use the key.",
  duplicate: "The same entry is there twice.",
  mistyped: "Something is mistyped. Check it again.",
  guessable: "Too easy to guess. Mix it up.",
};

const buttons: Record<ErrorAction, string> = {
  retry: "Try again",
  unlock: "Unlock",
  look: "Look again",
  set_up_keychain: "Create a keyring",
  refresh: "Refresh the list",
  connect: "Connect again",
  settings: "Open settings",
  console: "Open the console",
  guide: "See the guides",
  keys: "See the keys",
  unfinished: "See unfinished",
  open_vault: "Open the vault",
  set_up_vault: "Use a passphrase vault",
};

const words: ErrorWords = { table, outcomes, fields, buttons };

export default words;
