import { operationsFor } from "../state/kinds";
import { byApp, waitsForOthers } from "../state/emergency";
import { problem } from "./errors";
import { providers } from "./fake-providers";
import type { Account, ApiKey, Emergency, EmergencyLine, StopWish } from "./generated/model";

const turns = ["first", "own", "last"];

/** Emergencies of a browser tab. `leak` = fails: the second key cannot be stopped at the first try; left: so it was. */
export class FakeEmergencies {
  open: Emergency[] = [];
  #fails: boolean;

  constructor(query: URLSearchParams, account: Account | undefined, keys: readonly ApiKey[]) {
    this.#fails = ["fails", "left"].includes(query.get("leak") ?? "");
    if (query.get("leak") === "left" && account) {
      const left = this.start("leak", account, "pause", this.plan(account, keys, "pause"));
      this.run(left, () => {});
    }
  }

  plan(account: Account, keys: readonly ApiKey[], wish: StopWish): EmergencyLine[] {
    const lines = keys
      .filter((key) => key.account === account.id && key.presence !== "gone")
      .map((key): EmergencyLine => {
        const spec = providers.flatMap(({ kinds }) => kinds).find(({ id }) => id === key.kind)!;
        const can = operationsFor(spec, account);
        const stopped = wish === "pause" && (key.state === "disabled" || key.state === "expired");
        const pauses = wish === "pause" && can.switch === "api";
        const { id, kind, name, ends_with } = key;
        const turn = key.own ? "last" : "first";
        const byHand = key.own || !(pauses || can.delete === "api");
        const act = stopped ? "stopped" : byHand ? "by_hand" : pauses ? "pause" : "delete";
        return { key: id, kind, name, ends_with, act, turn, done: stopped, problem: null };
      });
    return lines.sort((a, b) => turns.indexOf(a.turn) - turns.indexOf(b.turn));
  }

  start(id: string, account: Account, wish: StopWish, lines: EmergencyLine[]): Emergency {
    if (this.open.some((one) => one.account === account.id)) throw problem("busy");
    const begun = {
      id,
      account: account.id,
      wish,
      lines,
      running: false,
      started_at: new Date().toISOString(),
    };
    this.open.push(begun);
    return begun;
  }

  find(id: string): Emergency {
    const found = this.open.find((one) => one.id === id);
    if (!found) throw problem("gone");
    return found;
  }

  /** Stops what it can; `stop` does so with one key. */
  run(emergency: Emergency, stop: (line: EmergencyLine) => void): Emergency {
    for (const [at, line] of emergency.lines.entries()) {
      if (line.done || !byApp(line) || waitsForOthers(line, emergency.lines)) continue;
      if (this.#fails && at === 1) {
        line.problem = "forbidden";
        continue;
      }
      line.done = true;
      line.problem = null;
      stop(line);
    }
    this.#fails = false;
    return this.#settled(emergency);
  }

  note(id: string, key: string): Emergency {
    const emergency = this.find(id);
    for (const line of emergency.lines)
      if (line.key === key) Object.assign(line, { done: true, problem: null });
    return this.#settled(emergency);
  }

  end(id: string) {
    this.open = this.open.filter((one) => one.id !== id);
  }

  #settled(emergency: Emergency): Emergency {
    if (emergency.lines.every(({ done }) => done)) this.end(emergency.id);
    return structuredClone(emergency);
  }
}
