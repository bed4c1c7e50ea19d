/** The field that leads to every action, screen, key and guide. */
export default {
  title: "빠른 실행",
  search: "할 일이나 키, 안내 찾기",
  results: "찾은 항목",
  count: (count: number) => `${count}개`,
  none: (query: string) => `‘${query}’에 맞는 항목이 없어요`,
  more: (count: number) => `키 ${count}개가 더 있어요. 더 입력해 좁혀 보세요.`,
  groups: {
    actions: "작업",
    places: "이동",
    keys: "키",
    guides: "안내",
  },
  copyId: "키 ID 복사",
  copySecondSecret: "두 번째 비밀값 복사",
  revealSecret: "비밀값 보기",
  pauseKey: "일시 중지…",
  editKey: "수정…",
  nameKey: "이름 붙이기…",
  clearClipboard: "클립보드 지금 비우기",
  deleteKey: "삭제…",
  forgetKey: "목록에서 지우기",
  keys: {
    move: "↑↓ 이동",
    pick: "Enter 실행",
    close: "Esc 닫기",
  },
};
