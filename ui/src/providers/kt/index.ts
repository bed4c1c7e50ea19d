import type { ProviderGuide } from "../guide";
import en from "./en";
import ko from "./ko";
import mark from "./art/mark.svg?raw";

export const kt: ProviderGuide = {
  id: "kt",
  mark,
  pictures: () => import("./pictures").then((file) => file.default),
  words: { ko, en },
  alsoCalled: ["케이티 클라우드"],
  koreanTime: true,
};
