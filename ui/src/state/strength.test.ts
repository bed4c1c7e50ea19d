import { expect, test } from "vitest";
import { strength } from "./strength";

test.each([
  ["", "short"],
  ["ninechars", "short"],
  ["고양이밥", "short"],
  ["고양이밥줘", "weak"],
  ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "weak"],
  ["abcdefghijklmnopqrstuvwxyz", "weak"],
  ["01234567890123456789", "weak"],
  ["password1234", "weak"],
  ["Password2026!", "weak"],
  ["비밀번호비밀번호", "weak"],
  ["dkssudgktpdy", "weak"],
  ["hanbithanbithanbithanbit", "weak"],
  ["우리집 고양이는 셋", "fair"],
  ["green kettle on the", "fair"],
  ["우리 집 고양이는 새벽마다 창문을 두드려요", "strong"],
  ["correct horse battery staple", "strong"],
  ["k8$Vq2!mZx9p", "strong"],
])("%s is %s", (passphrase, word) => {
  expect(strength(passphrase)).toBe(word);
});

test("Korean typed in parts is judged as the same text", () => {
  const text = "우리 집 고양이는 새벽마다";
  expect(strength(text.normalize("NFD"))).toBe(strength(text));
});
