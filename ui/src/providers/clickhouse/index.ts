import type { ProviderGuide } from "../guide";
import en from "./en";
import ko from "./ko";
import mark from "./art/mark.svg?raw";

export const clickhouse: ProviderGuide = {
  id: "clickhouse",
  mark,
  pictures: () => import("./pictures").then((file) => file.default),
  words: { ko, en },
  alsoCalled: ["클릭하우스"],
  koreanTime: false,
};
