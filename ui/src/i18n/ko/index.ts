import accounts from "./accounts";
import activity from "./activity";
import app from "./app";
import connect from "./connect";
import errors from "./errors";
import extras from "./extras";
import fields from "./fields";
import guides from "./guides";
import keys from "./keys";
import newKey from "./new";
import replacement from "./replacement";
import rotation from "./rotation";
import settings from "./settings";
import tokens from "./tokens";
import unfinished from "./unfinished";
import keychain from "./keychain";
import welcome from "./welcome";

export default {
  accounts,
  activity,
  app,
  connect,
  errors,
  extras,
  fields,
  guides,
  keys,
  newKey,
  replacement,
  rotation,
  settings,
  tokens,
  unfinished,
  keychain,
  welcome,
};
