/** The small window that shows a secret. It has its own words so that it loads nothing else. */
export default {
  title: (name: string) => `${name}의 비밀값`,
  fields: {
    key_secret: "Key secret",
    secret_key: "Secret Key",
    primary_key: "Primary Key",
    secondary_key: "Secondary Key",
  } as Record<string, string>,
  secret: "비밀값",
  hold: "누르고 있는 동안 보여요. 짧게 누르면 계속 보여요",
  pinned: "다시 누르면 가려요",
  show: "비밀값 보기",
  legend: "밑줄 친 글자는 숫자예요. 빈칸은 읽기 쉽게 띄운 것이고 비밀값이 아니에요.",
  recovery: "복구 코드",
  recoveryLegend: "밑줄 친 글자는 숫자예요. 다섯 글자씩 종이에 적어 두세요.",
  capture: "화면 캡처나 화면 공유에 이 창이 보일 수 있어요.",
  closes: (seconds: number) => `${seconds}초 뒤에 닫혀요`,
  closesMinutes: (minutes: number) => `${minutes}분 뒤에 닫혀요`,
  close: "닫기",
  failed: "비밀값을 보여 줄 수 없어요",
  failedText: "이 창을 닫고 키 화면에서 ‘보기’를 다시 눌러 주세요.",
};
