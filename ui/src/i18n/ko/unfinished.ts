import { josa } from "../particles";

/** What did not come to its end, and what to do about it. */
export default {
  title: "끝나지 않은 작업",
  text: "여기 있는 일은 끝날 때까지 잊지 않아요.",
  empty: "끝나지 않은 작업이 없어요",

  create: (name: string) => (name ? `‘${name}’ 키 만들기` : "키 만들기"),
  other: {
    update: (name: string) => `‘${name}’ 키 수정`,
    pause: (name: string) => `‘${name}’ 키 일시 중지`,
    resume: (name: string) => `‘${name}’ 키 다시 사용`,
    delete: (name: string) => `‘${name}’ 키 삭제`,
    regenerate: (name: string) => `‘${name}’ 비밀값 새로 만들기`,
    fallback: (name: string) => (name ? `‘${name}’ 작업` : "작업"),
  },
  draft: "넣다 만 연결 키",
  begun: (when: string) => `${when} 시작`,

  state: {
    draft: "계정 연결에 쓸 값을 암호화해 두었어요. 이어서 연결하거나 버릴 수 있어요.",
    checking: "요청은 보냈고, 됐는지 확인하고 있어요. 다시 보내지 않으니 두 번 되지 않아요.",
    not_seen_yet: "마지막으로 봤을 때 클라우드에 없었어요. 늦게 나타날 수 있어 몇 번 더 확인해요.",
    made_without_secret:
      "키는 만들어졌지만 비밀값이 오지 않아 아무도 쓸 수 없어요. 삭제하고 새로 만드는 편이 깔끔해요.",
    ambiguous: "아래 키 중 하나가 이때 만들어진 것일 수 있어요. 어느 것인지 골라 주세요.",
    waiting_for_vault:
      "키는 만들어졌고 비밀값은 이 컴퓨터에 암호화해 두었어요. 키체인의 잠금을 풀거나 보관함을 열면 마저 저장해요.",
    clean_up_failed: "이 키를 정리하지 못했어요. 저절로 다시 시도하고, 지금 바로 해 볼 수도 있어요.",
    kept: "나중에 정하려고 남겨 둔 키예요.",
  },
  stateOther: {
    checking: "요청은 보냈고, 됐는지 확인하고 있어요.",
  },
  nextLook: (when: string) => `${when}에 저절로 다시 확인해요.`,
  nextSoon: "곧 저절로 다시 확인해요.",
  because: (title: string) => `이유: ${title}`,

  candidates: "이 키일 수 있어요",
  candidate: (parts: string[]) => parts.join(" · "),
  endsWith: (last: string) => `…${last}`,
  created: (when: string) => `${when} 만듦`,
  by: (who: string) => josa(who, "이/가") + " 만듦",

  look: "지금 확인",
  retry: "다시 시도",
  delete: "이 키 삭제",
  off: "일시 중지",
  keep: "목록에 두기",
  adopt: "이 키예요, 비밀값 보관하기",
  none: "이 중에 없어요",
  notMade: "없는 것으로 정리",
  goOn: "이어서 연결",
  drop: "버리기",

  sureDelete: (name: string) => `‘${name}’ 키를 삭제할까요?`,
  sureDeleteText: "비밀값이 없어 아무도 쓸 수 없는 키예요. 삭제하면 되돌릴 수 없어요.",
  sureDeleteAmbiguous: "고른 키가 다른 사람이 쓰는 키라면 그 사람의 접속이 바로 끊겨요. 되돌릴 수 없어요.",
  sureDrop: "넣어 둔 값을 버릴까요?",
  sureDropText: (labels: string) =>
    `${josa(labels, "이/가")} 이 컴퓨터에서 지워져요. 콘솔에서 다시 볼 수 없는 값이라면 새로 만들어야 해요.`,
  sureDropUnknown:
    "암호화해 둔 값이 이 컴퓨터에서 지워져요. 콘솔에서 다시 볼 수 없는 값이라면 새로 만들어야 해요.",
  sureForget: "확인을 그만둘까요?",
  sureForgetText: "클라우드에 뒤늦게 나타나는 키는 키 목록에 비밀값 없이 보여요.",
  forget: "그만 확인하기",
  settled: "정리했어요",
  looked: "다시 확인했어요",
};
