import type { ProviderGuide } from "../guide";
import en from "./en";
import ko from "./ko";
import mark from "./art/mark.svg?raw";

export const kakao: ProviderGuide = {
  id: "kakao",
  mark,
  pictures: () => import("./pictures").then((file) => file.default),
  words: { ko, en },
  alsoCalled: ["카카오 클라우드"],
  koreanTime: true,
};
