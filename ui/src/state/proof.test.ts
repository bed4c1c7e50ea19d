import { expect, test } from "vitest";
import { problem } from "../api/errors";
import { proof } from "./proof.svelte";

test("a second question ends the first, and is asked itself", async () => {
  const done: string[] = [];
  const asks = (name: string) => {
    let asked = false;
    return proof.around(() => {
      if (asked) done.push(name);
      if (asked) return Promise.resolve();
      asked = true;
      return Promise.reject(problem("proof_needed") as unknown as Error);
    });
  };
  const first = asks("first");
  await expect.poll(() => proof.asking).not.toBeNull();
  const before = proof.asking;
  const second = asks("second");
  await first;
  expect(proof.asking).not.toBeNull();
  expect(proof.asking).not.toBe(before);
  proof.asking?.(true);
  await second;
  expect(done).toEqual(["second"]);
  expect(proof.asking).toBeNull();
});
