import { problem } from "./errors";
import type {
  Account,
  CloudActivity,
  CloudActivityOf,
  CloudLog,
  Event,
  HistoryCheck,
  ListEvents,
  ReportFormat,
  Saved,
} from "./generated/model";

/** The lines that are asked for. */
export function events(all: Event[], ask: ListEvents): Event[] {
  const fits = (event: Event) =>
    (ask.before === null || event.id < ask.before) &&
    (ask.key === null || event.key === ask.key) &&
    (ask.account === null || event.account === ask.account) &&
    (ask.ops.length === 0 || ask.ops.includes(event.op)) &&
    (!ask.not_done || event.result !== "done") &&
    (ask.from === null || event.at >= ask.from) &&
    (ask.to === null || event.at < ask.to);
  return all.filter(fits).slice(0, ask.limit);
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** What ClickHouse Cloud tells, through the accounts there are. */
export function log(query: URLSearchParams, accounts: Account[], ask: CloudActivityOf): CloudLog {
  const told = accounts.filter(({ kind, practice }) => kind === "clickhouse_key" && !practice);
  const trouble = query.get("log");
  const main = told.find(({ id }) => id === "main");
  const line = (id: string, minutes: number, more: Partial<CloudActivity>): CloudActivity => ({
    id,
    at: ago(minutes),
    account: "main",
    account_label: main?.label ?? "",
    provider: "clickhouse",
    what: "created",
    key: null,
    key_name: null,
    remote_id: null,
    actor: "mina.kim@hanbit.example",
    actor_kind: "person",
    address: "203.0.113.7",
    by: "other",
    practice: false,
    ...more,
  });
  const entries = [
    line("log-4", 4, { key: "key-2", key_name: "grafana-dashboard", by: "app", actor_kind: "key" }),
    line("log-3", 60 * 5, { what: "roles_changed", key: "key-3", key_name: "매출 보고서 자동화" }),
    line("log-2", 60 * 30, {
      what: "switched",
      key: "key-5",
      key_name: "contractor 2025",
      by: "own_key",
      actor: "keywright",
      actor_kind: "key",
    }),
    line("log-1", 60 * 52, { what: "deleted", remote_id: "7f3a0000-0000-4000-8000-00000000c0de" }),
  ];
  return {
    entries: main && trouble !== "forbidden" ? entries.filter(({ key }) => !ask.key || key === ask.key) : [],
    looks: told.map(({ id }) => ({
      account: id,
      read_at: trouble === "forbidden" ? null : ago(trouble ? 95 : 0),
      problem:
        ask.look && trouble
          ? problem(trouble === "forbidden" ? "forbidden" : "offline", { provider: "clickhouse" })
          : null,
    })),
  };
}

/** Whether the history is whole. */
export function check(query: URLSearchParams, lines: number): HistoryCheck {
  const how = query.get("history");
  return {
    lines,
    since: ago(60 * 24 * 120),
    damage:
      how === "altered"
        ? { kind: "altered", line: 8, at: ago(60 * 26) }
        : how === "cut"
          ? { kind: "cut_off", line: null, at: null }
          : null,
  };
}

/** A file that was saved. */
export function saved(format: ReportFormat): Saved {
  const day = new Date().toISOString().slice(0, 10);
  const name = format === "csv" ? `keywright-activity-${day}.csv` : `keywright-report-${day}.html`;
  return { name, folder: "/home/mina/Downloads" };
}
