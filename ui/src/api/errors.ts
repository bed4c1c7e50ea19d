import type { ErrorCode, Problem } from "./generated/error";

/** Whether this is what a refused command rejects with. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "outcome" in value;
}

/** A problem that the page itself found. */
export function problem(code: ErrorCode, more: Partial<Problem> = {}): Problem {
  return {
    code,
    outcome: "unsent",
    provider: null,
    op: null,
    field: null,
    problem: null,
    retry_after_s: null,
    clock_minutes: null,
    status: null,
    detail: null,
    request_id: null,
    at: new Date().toISOString(),
    ...more,
  };
}

/** Whatever was thrown, as a problem. A fault of the page is a fault of this program. */
export function toProblem(error: unknown): Problem {
  return isProblem(error) ? error : problem("internal");
}
