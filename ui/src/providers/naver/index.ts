import type { ProviderGuide } from "../guide";
import en from "./en";
import ko from "./ko";
import mark from "./art/mark.svg?raw";

const files = import.meta.glob<string>("./art/*.svg", { query: "?raw", import: "default", eager: true });

const pictures = Object.fromEntries(
  Object.entries(files).map(([path, picture]) => [path.replace(/^.*\/|\.svg$/g, ""), picture]),
);

export const naver: ProviderGuide = { id: "naver", mark, pictures, words: { ko, en } };
