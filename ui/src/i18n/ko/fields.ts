import { josa } from "../particles";

/** Editors of roles, ends and addresses: shared by the form for a new key and by editing. */
export default {
  // 역할
  reach: { read: "읽기만", change: "바꾸기", all: "모두 가능" },
  custom: "조직이 만든 역할",
  customAbout: "이 조직이 직접 만든 역할이에요. 할 수 있는 일은 콘솔에서 볼 수 있어요.",
  unknownRole: "이 역할의 설명은 콘솔에서 볼 수 있어요.",
  rolesFromKeys: "이 계정의 키로는 역할 목록을 볼 수 없어요. 아래는 지금 있는 키들이 가진 역할이에요.",
  rolesFromNowhere: "이 계정의 키로는 역할 목록을 볼 수 없어요. 콘솔에서 역할 ID를 복사해 넣으세요.",
  rolesFromOld: "이 조직은 예전 방식의 역할을 쓰고 있어요. 그대로 골라도 돼요.",
  sameAs: "다른 키와 같게",
  sameAsHint: (roles: string) => roles,
  addRole: (name: string) => `${name} 역할 넣기`,
  pasteId: "역할 ID 넣기",
  roleId: "역할 ID",
  roleIdHint: "조직 관리자가 알려 준 값이나 콘솔의 역할 주소 끝에 있는 값이에요.",
  roleIdWrong: "역할 ID 모양이 아니에요. 예: 3f0a5a51-0000-4000-8000-0a0b0c0d0e0f",
  add: "추가",
  pastedRole: "직접 넣은 역할",
  missingRoles: "하나 이상 골라 주세요.",

  // 기간
  days: (days: number) => `${days}일`,
  year: "1년",
  onDate: "날짜",
  never: "만료 없음",
  until: (date: string) => `${date}까지 쓸 수 있어요.`,
  date: "마지막 날",
  dateHint: "이날 끝까지 쓸 수 있어요. 예: 2027-03-31",
  dateWrong: "지나지 않은 날짜를 2027-03-31처럼 적어 주세요.",
  neverTitle: "끝나는 날이 없는 키예요",
  neverText:
    "잊고 지내는 키는 새어 나가도 알아채기 어려워요. 기간을 정하고 끝나기 전에 바꾸는 편이 안전해요.",

  // 주소
  anywhere: "어디서나",
  anywhereText: "두 값만 알면 인터넷 어디서든 쓸 수 있어요. 프로그램의 주소가 자주 바뀔 때 골라요.",
  somewhere: "정한 곳에서만",
  somewhereText: "사무실이나 서버처럼 주소가 정해진 곳에서만 쓸 수 있어요. 더 안전해요.",
  source: "IP 주소 또는 범위",
  sourceExample: "203.0.113.7",
  note: "메모",
  noteExample: "서울 사무실",
  addAddress: "주소 추가",
  removeAddress: (source: string) => (source ? `${source} 빼기` : "이 줄 빼기"),
  missingAddress: "어디서 쓸지 골라 주세요. 정하지 않으면 아무도 쓸 수 없는 키가 돼요.",
  nobody: "지금은 허용된 주소가 없어서 아무도 이 키를 쓸 수 없어요.",
  wide: (bits: string) => `${josa(bits, "은/는")} 아주 넓은 범위예요.`,
};
