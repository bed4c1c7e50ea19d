/** The first start. */
export default {
  title: "클라우드 API 키, 눌러서 만들고 안전하게 보관하세요",
  text: "비밀값은 이 컴퓨터에만 남아요. 터미널도, 메모장에 붙여 두기도 필요 없어요.",
  connect: "내 클라우드 연결하기",
  connectText: "첫 키가 없어도 그림을 보며 함께 만들어요.",
  practice: "연습부터 하기",
  practiceText: "이 컴퓨터 안의 가짜 클라우드예요. 무엇을 눌러도 괜찮아요.",
  starting: "연습 클라우드를 여는 중",
  language: "언어",
};
