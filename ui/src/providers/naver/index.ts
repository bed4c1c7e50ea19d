import type { ProviderGuide } from "../guide";
import en from "./en";
import ko from "./ko";
import mark from "./art/mark.svg?raw";

export const naver: ProviderGuide = {
  id: "naver",
  mark,
  pictures: () => import("./pictures").then((file) => file.default),
  words: { ko, en },
  alsoCalled: ["NCP"],
  koreanTime: true,
};
