import type { TokenKind } from "../../api/generated/model";
import { josa } from "../particles";

/** Tokens: what a key is exchanged for, and what ends by itself. */
export default {
  title: "토큰",
  names: { api: "API 토큰", storage: "임시 S3 키" } satisfies Record<TokenKind, string>,
  about: {
    api: "이 키로 잠깐 쓰는 토큰을 받아요. API를 부를 때 키 대신 넣어요.",
    storage: "S3 키를 따로 만들지 않고 Object Storage를 잠깐 쓸 때 받아요.",
  } satisfies Record<TokenKind, string>,
  mint: "발급",
  mintOf: (name: string) => `${name} 발급`,
  again: "새로 발급",
  againOf: (name: string) => `${name} 새로 발급`,
  minted: (name: string) => `${josa(name, "을/를")} 보관했어요`,
  copied: { api: "토큰을 복사했어요", storage: "임시 S3 키를 복사했어요" } satisfies Record<
    TokenKind,
    string
  >,
  copyAs: "다른 형식으로",
  left: (hours: number, minutes: number) =>
    hours > 0 ? `${hours}시간 ${minutes}분 남음` : minutes > 0 ? `${minutes}분 남음` : "1분도 안 남음",
  leftLabel: "남은 시간",
  until: (when: string) => `${when}까지`,
  untilAssumed: (when: string) => `${when}쯤까지 (클라우드가 알려 주지 않아 짐작한 시각)`,
  earlier: "역할이 바뀌거나 키가 삭제되면 더 일찍 끝나요.",
  checked: (when: string) => `${when} 확인`,
  over: "끝난 토큰",
  overText: "시간이 다 되어 더는 쓸 수 없어요.",
  refused: "이제 쓸 수 없어요",
  check: "확인",
  checkOf: (name: string) => `${name} 확인`,
  works: "지금도 쓸 수 있어요",
  renew: "끝나기 5분 전에 새로 받기",
  renewText: "이 앱이 켜져 있는 동안에만 해요.",
  renewFailed: "새로 받지 못했어요",
  revoke: "폐기",
  revokeOf: (name: string) => `${name} 폐기`,
  revokeTitle: (name: string) => `${josa(name, "을/를")} 폐기할까요?`,
  revokeText: "이 토큰을 쓰는 프로그램은 바로 막혀요. 키와 다른 토큰은 그대로예요.",
  revoked: "토큰을 폐기했어요",
  forget: "지우기",
  forgetOf: (name: string) => `${name} 지우기`,
  hereOnly: "이 컴퓨터에서만 지우기",
  hereOnlyText: "클라우드에서는 정해진 시간까지 쓸 수 있어요.",
  forgotten: "이 컴퓨터에서 지웠어요",

  lost: { missing: "토큰이 키체인에 없어요", altered: "키체인에 있는 토큰이 달라졌어요" },
  lostText: "다른 프로그램이 지우거나 바꾼 것 같아요. 키는 그대로이니 새로 발급하면 돼요.",

  projects: "프로젝트",
  projectsText: "이 키의 주인이 속한 프로젝트예요. 키는 그중 하나에서만 쓸 수 있어요.",
  projectsLoading: "프로젝트를 읽는 중",
  noProjects: "속한 프로젝트가 없어요.",
  ownProject: "이 키의 프로젝트",
  closedProject: "꺼져 있음",
};
