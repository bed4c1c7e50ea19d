/** Pictured steps, and what each error means. */
export default {
  title: "안내",
  text: "콘솔에서 하는 일을 그림으로 따라 할 수 있어요.",
  cloud: "클라우드로 거르기",
  allClouds: "모두",
  steps: (count: number) => `${count}단계`,
  back: "안내 목록으로",
  errorsTitle: "문제가 생겼을 때",
  errorsText: "앱이 알려 주는 문제와 해결 방법을 모두 모았어요.",
  errorsFind: "증상이나 코드로 찾기",
  errorsNone: "맞는 문제가 없어요. 다른 말로 찾아보세요.",
  errorsCount: (count: number) => `${count}가지`,
  code: "코드",

  step: (at: number, all: number) => `${all}단계 중 ${at}단계`,
  previous: "이전",
  next: "다음",
  atFirst: "첫 단계예요",
  atLast: "마지막 단계예요",
  newKey: "새 키 만들기",
  connect: "계정 연결하기",

  exampleCloud: "클라우드",
};
