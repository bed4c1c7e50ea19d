import { clickhouseKey } from "./fake-data";
import { kakaoKinds } from "./fake-kakao";
import { ktKinds } from "./fake-kt";
import { naverKinds } from "./fake-naver";
import type { ProviderSpec } from "./generated/model";

/** The clouds of the in-browser backend. */
export const providers: ProviderSpec[] = [
  { id: "clickhouse", kinds: [clickhouseKey], practice: true },
  { id: "naver", kinds: naverKinds, practice: true },
  { id: "kakao", kinds: kakaoKinds, practice: true },
  { id: "kt", kinds: ktKinds, practice: true },
];
