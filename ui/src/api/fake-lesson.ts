import { problem } from "./errors";
import * as data from "./fake-data";
import type {
  Account,
  ApiKey,
  AppState,
  Event,
  OperationKind,
  PracticeState,
  PracticeTrouble,
  RoleChoice,
} from "./generated/model";
import type { Command } from "./backend";

const troubles: PracticeTrouble[] = ["cut_before", "cut_after_create", "quota_full", "slow", "maintenance"];

/** How long an answer of a slow practice cloud takes in a browser tab, in milliseconds. */
const LATE = 700;

/** The lesson and the troubles of the made-up practice cloud. */
export class FakeLesson {
  #on: PracticeTrouble | null = null;
  #met: PracticeTrouble | null = null;
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  set(account: Account, trouble: PracticeTrouble | null): PracticeState {
    if (!account.practice) throw problem("unsupported");
    this.#on = trouble;
    this.#met = null;
    this.#changed();
    return this.#state(account);
  }

  /** What goes wrong with a call to the practice cloud, as far as it does so before anything is done. */
  async meet(command: Command) {
    const trouble = this.#on;
    if (trouble === "slow") {
      this.#note(trouble);
      await new Promise((done) => setTimeout(done, LATE));
    } else if (trouble === "cut_before") {
      this.#note(trouble);
      throw problem("interrupted", { outcome: "unsent", provider: "clickhouse", op: op(command) });
    } else if (trouble === "maintenance") {
      this.#note(trouble);
      throw problem("provider_down", {
        outcome: "refused",
        provider: "clickhouse",
        op: op(command),
        status: 503,
      });
    } else if (trouble === "quota_full" && command === "create_key") {
      this.#note(trouble);
      throw problem("quota_full", { outcome: "refused", provider: "clickhouse", op: "create" });
    }
  }

  /** Whether the line is cut now that a key was made. */
  cutAfterCreate(): boolean {
    if (this.#on !== "cut_after_create") return false;
    this.#on = null;
    this.#note("cut_after_create");
    return true;
  }

  /** What the window is told. */
  told(accounts: Account[], events: Event[]): Pick<AppState, "lesson" | "practice"> {
    const practice = accounts.filter((account) => account.practice);
    const done = events.filter((event) => event.practice && event.result === "done");
    const of = (op: OperationKind) => done.filter((event) => event.op === op);
    const replaced = new Set(of("rotate").map(({ key }) => key));
    const lesson = {
      issued: of("create").length > 0,
      rotated: replaced.size > 0,
      retired: of("delete").some(({ key }) => !replaced.has(key)),
    };
    return {
      lesson: practice.length > 0 ? lesson : null,
      practice: practice.map((account) => this.#state(account)),
    };
  }

  #note(trouble: PracticeTrouble) {
    this.#met = trouble;
    this.#changed();
  }

  #state({ id }: Account): PracticeState {
    return { account: id, troubles, on: this.#on, met: this.#met };
  }
}

function op(command: Command): OperationKind | null {
  if (command === "create_key" || command === "new_key_options") return "create";
  return command === "delete_key" ? "delete" : command === "refresh_keys" ? "list" : null;
}

/** A practice account, its keys, and the history of so much of the lesson: issued | rotated | retired. */
export function practising(done: string | null): { account: Account; keys: ApiKey[]; events: Event[] } {
  const practice = { practice: true, account: "practice" };
  const own = data.key(1, "Keywright", { ...practice, own: true, secret: "here" });
  const keys = [own, data.key(4, "terraform-ci", { ...practice, roles: [data.roles[0] as RoleChoice] })];
  const here = { ...practice, secret: "here" as const, public_id: "pRaCtIcE1kEyIdXxWm7p" };
  const made = { created_at: data.daysFromNow(-0.01), last_used: { when: "never" as const } };
  const all: OperationKind[] = ["create", "rotate", "delete"];
  const so_far = all.slice(0, ["issued", "rotated", "retired"].indexOf(done ?? "") + 1);
  if (so_far.length === 1) keys.push(data.key(2, "grafana", { ...here, ...made }));
  if (so_far.length === 2) keys.push(data.key(3, "grafana-2", { ...here, ...made }));
  const events = so_far.map((op, at): Event => {
    const key = op === "delete" ? "key-3" : "key-2";
    return {
      ...{ id: at + 1, at: data.daysFromNow(-0.01), op, result: "done", code: null, provider: "clickhouse" },
      ...{ account: "practice", account_label: "연습 조직", key, key_name: "grafana", practice: true },
      detail: null,
    };
  });
  const account = data.account("practice", "연습 조직", { practice: true, own_key: own.remote_id });
  return { account, keys, events: events.reverse() };
}
