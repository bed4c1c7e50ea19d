import { problem } from "./errors";
import * as data from "./fake-data";
import { drifted, offline, otherAccounts } from "./fake-drift";
import type { Extras } from "./fake-extras";
import { practising } from "./fake-lesson";
import * as kakao from "./fake-kakao";
import * as kt from "./fake-kt";
import * as naver from "./fake-naver";
import { providers } from "./fake-providers";
import { operationsFor } from "../state/kinds";
import type { Account, ApiKey, BrokenAccount, Draft, Event, Look, Unfinished } from "./generated/model";

/** How things stand when a scenario begins. */
export interface Scene {
  accounts: Account[];
  keys: ApiKey[];
  looks: Look[];
  unfinished: Unfinished[];
  drafts: Draft[];
  events: Event[];
  broken: BrokenAccount[];
}

function keysOf(scenario: string): ApiKey[] {
  switch (scenario) {
    case "empty":
      return [];
    case "many":
      return data.manyKeys(100);
    case "ten-thousand":
      return data.manyKeys(10_000);
    default:
      return data.fewKeys();
  }
}

/** Makes a scenario; what its clouds have beside keys goes into `extras`. */
export function setScene(scenario: string, extras: Extras, lesson: string | null): Scene {
  if (scenario === "practice") {
    const { account, keys, events } = practising(lesson);
    const rest = { unfinished: [], drafts: [], broken: [] };
    return { accounts: [account], keys, looks: looksOf(account), events, ...rest };
  }
  const empty = scenario === "empty";
  let keys = keysOf(scenario);
  const own = keys.find((key) => key.own);
  const accounts = empty
    ? []
    : [data.account("main", "Hanbit Analytics", { own_key: own?.remote_id ?? null })];
  if (["many", "ten-thousand", "trouble"].includes(scenario)) {
    accounts.push(
      data.account("second", "하늘 데이터", { ends_with: "9xKw", created_at: data.daysFromNow(-20) }),
    );
  }
  if (scenario.startsWith("naver")) {
    accounts.push(naver.naverAccount("naver"));
    keys.push(...naver.naverKeys());
    naver.furnish(extras);
  }
  if (scenario.startsWith("kakao")) {
    accounts.push(kakao.kakaoAccount("kakao"));
    keys.push(...kakao.kakaoKeys());
  }
  if (scenario === "kt") {
    const some = ["kt_d_login", "kt_g_key", "kt_storage_s3"] as const;
    const added = some.map((kind, at) => kt.ktAccount(`kt-${at}`, kind));
    accounts.push(...added);
    keys.push(...added.map(kt.ktKey));
  }
  if (scenario === "drift" || scenario === "offline") accounts.push(...otherAccounts());
  if (scenario === "drift") keys = drifted(keys);
  let looks = accounts.flatMap(looksOf);
  if (scenario === "offline") looks = offline(looks);
  const patched = looks.find(({ kind }) => kind === "kakao_s3_key");
  if (scenario === "kakao-patched" && patched) {
    patched.error = problem("not_offered", { outcome: "refused", provider: "kakao", op: "list" });
    keys = keys.filter(({ kind }) => kind !== "kakao_s3_key");
  }
  const closed = looks.find(({ kind }) => kind === "naver_gateway_key");
  if (scenario === "naver-closed" && closed) {
    closed.error = problem("service_not_opened", { outcome: "refused", provider: "naver", op: "list" });
    keys = keys.filter(({ kind }) => kind !== "naver_gateway_key");
  }
  if (scenario === "trouble" && looks[1]) {
    looks[1].looked_at = data.daysFromNow(-2);
    looks[1].error = problem("credential_inactive", {
      outcome: "refused",
      provider: "clickhouse",
      op: "list",
      status: 401,
      detail: "UNAUTHORIZED: API key is not active",
      request_id: "7c1f6a70-0000-4000-8000-1234567890ab",
    });
  }
  // Another program was at the keychain.
  const outside = scenario === "naver-outside";
  if (outside) {
    keys = keys.map((key) => {
      if (key.id === "key-2" || key.id === "naver-2") return { ...key, secret: "missing" };
      if (key.id === "key-3" || key.id === "naver-1") return { ...key, secret: "altered" };
      return key;
    });
  }
  const doubts = data.unfinished().filter(({ state }) => state === "made_without_secret");
  const unfinished = scenario === "unfinished" ? data.unfinished() : scenario === "drift" ? doubts : [];
  return {
    accounts,
    keys,
    looks,
    unfinished,
    drafts: unfinished.some(({ state }) => state === "draft") ? [data.draft()] : [],
    events: empty ? [] : data.events(),
    broken: outside ? [{ account: "naver", secret: "altered" }] : [],
  };
}

/** A look at each kind of key that an account lists. */
export function looksOf(account: Account): Look[] {
  return providers
    .flatMap(({ kinds }) => kinds)
    .filter((kind) => operationsFor(kind, account).list === "api")
    .map((kind) => ({ account: account.id, kind: kind.id, looked_at: account.looked_at, error: null }));
}
