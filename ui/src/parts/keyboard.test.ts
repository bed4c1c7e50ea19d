import { expect, it, vi } from "vitest";
import { isComposing, onEnter } from "./keyboard";

// What a browser sends; the tests run without one.
function key(init: Partial<KeyboardEvent>): KeyboardEvent {
  return {
    key: "Enter",
    isComposing: false,
    keyCode: 13,
    preventDefault: vi.fn(),
    ...init,
  } as unknown as KeyboardEvent;
}

it("acts on a plain Enter and keeps it from the browser", () => {
  const act = vi.fn();
  const event = key({});
  onEnter(act)(event);
  expect(act).toHaveBeenCalledOnce();
  expect(event.preventDefault).toHaveBeenCalledOnce();
});

it("leaves an Enter that ends a Korean syllable to the input method", () => {
  const act = vi.fn();
  onEnter(act)(key({ isComposing: true, keyCode: 229 }));
  // WebKit: the composition is over by now, and only the old code tells.
  onEnter(act)(key({ isComposing: false, keyCode: 229 }));
  expect(act).not.toHaveBeenCalled();
});

it("leaves other keys and Enter with a modifier alone", () => {
  const act = vi.fn();
  for (const init of [
    { key: "a" },
    { shiftKey: true },
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
  ]) {
    onEnter(act)(key(init));
  }
  expect(act).not.toHaveBeenCalled();
});

it("knows composition by either mark", () => {
  expect(isComposing(key({ isComposing: true }))).toBe(true);
  expect(isComposing(key({ keyCode: 229 }))).toBe(true);
  expect(isComposing(key({}))).toBe(false);
});
