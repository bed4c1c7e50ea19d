import accounts from "./accounts";
import activity from "./activity";
import app from "./app";
import bin from "./bin";
import connect from "./connect";
import emergency from "./emergency";
import drift from "./drift";
import errors from "./errors";
import evidence from "./evidence";
import extras from "./extras";
import fields from "./fields";
import filter from "./filter";
import guides from "./guides";
import health from "./health";
import keys from "./keys";
import lesson from "./lesson";
import lock from "./lock";
import marks from "./marks";
import newKey from "./new";
import palette from "./palette";
import picked from "./picked";
import radar from "./radar";
import recovery from "./recovery";
import replacement from "./replacement";
import report from "./report";
import rotation from "./rotation";
import settings from "./settings";
import succession from "./succession";
import tokens from "./tokens";
import unfinished from "./unfinished";
import keychain from "./keychain";
import vault from "./vault";
import welcome from "./welcome";

export default {
  accounts,
  activity,
  app,
  bin,
  connect,
  emergency,
  drift,
  errors,
  evidence,
  extras,
  fields,
  filter,
  guides,
  health,
  keys,
  lesson,
  lock,
  marks,
  newKey,
  palette,
  picked,
  radar,
  recovery,
  replacement,
  report,
  rotation,
  settings,
  succession,
  tokens,
  unfinished,
  keychain,
  vault,
  welcome,
};
