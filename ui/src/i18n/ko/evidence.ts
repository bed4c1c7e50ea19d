/** What speaks for and against deleting a key. */
export default {
  used: "마지막 사용",
  usedNever: "쓴 적 없음",
  usedUnknown: "클라우드가 알려 주지 않아요",
  seen: (when: string) => `${when} 확인`,
  look: "다시 확인",
  paused: "일시 중지",
  pausedQuiet: (when: string) => `${when}에 멈춘 뒤로 쓰인 적 없음`,
  pausedTried: (when: string) => `멈춘 뒤에도 쓰려고 했어요 (${when})`,
  pausedUnknown: "다른 곳에서 멈춘 키예요",
  handed: "넘겨준 기록",
  handedNever: "이 컴퓨터에서 복사하거나 본 적 없음",
  handedOut: (copied: number, revealed: number, last: string) =>
    [copied > 0 && `복사 ${copied}번`, revealed > 0 && `보기 ${revealed}번`, `마지막 ${last}`]
      .filter(Boolean)
      .join(" · "),
  usedIn: "쓰는 곳",
};
