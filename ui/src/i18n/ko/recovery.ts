/** A data file that does not open, and a window that waits before it closes. */
export default {
  damaged: "데이터 파일이 손상돼서 열지 못했어요",
  damagedText:
    "클라우드의 키는 그대로예요. 키체인의 비밀값도 그대로 있고, 암호 보관함의 비밀값은 사본을 되돌리면 돌아와요.",
  /** There is no copy, as far as is known. */
  damagedAlone: "클라우드의 키와 키체인의 비밀값은 그대로 있어요.",
  still: "아직 열리지 않아요",
  newer: "더 새로운 Keywright가 만든 데이터예요",
  newerText: "망가뜨리지 않으려고 열지 않았어요. Keywright를 업데이트하면 그대로 이어서 쓸 수 있어요.",
  cannotUpdate: "업데이트할 수 없을 때",
  goBack: "사본으로 되돌리기",
  copies: "사본",
  latest: "가장 최근",
  holds: (accounts: string, keys: string) => `계정 ${accounts}개 · 키 ${keys}개`,
  use: "되돌리기",
  useOf: (when: string) => `${when} 사본으로 되돌리기`,
  kept: "지금 파일은 지우지 않고 데이터 폴더에 남겨 둬요. 사본을 만든 뒤에 키체인에서 지운 비밀값은 돌아오지 않아요.",
  noCopies: "되돌릴 사본이 아직 없어요. 데이터 폴더를 지우지 말고 통째로 복사해 두세요.",
  openFolder: "데이터 폴더 열기",
  restored: (when: string) => `${when} 사본으로 되돌렸어요`,

  closing: "하던 일을 마치고 닫을게요",
  closingText: "끝나면 창이 저절로 닫혀요.",
  since: (time: string) => `${time} 시작`,
  making: (name: string) => `‘${name}’ 키를 만들고 있어요.`,
  deleting: (name: string) => `‘${name}’ 키를 삭제하고 있어요.`,
  renewing: (name: string) => `‘${name}’ 키의 비밀값을 새로 만들고 있어요.`,
  changing: (name: string) => `‘${name}’ 키를 바꾸고 있어요.`,
  working: "클라우드의 응답을 기다리고 있어요.",
  stay: "닫지 않기",
};
