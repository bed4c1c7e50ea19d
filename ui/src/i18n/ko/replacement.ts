import type { ReplacementStep } from "../../api/generated/model";
import { josa } from "../particles";

/** Replacing and retiring keys that only a console makes. */
export default {
  title: "교체하거나 없애기",
  text: "콘솔에서만 만들고 지울 수 있는 키예요. 순서대로 안내할게요. 중간에 닫아도 이어서 할 수 있어요.",
  replace: "새 키로 교체",
  retire: "이 키 없애기",
  begun: (when: string) => `${when}에 시작했어요. 언제든 닫았다가 이어서 할 수 있어요.`,
  over: "끝냈어요",
  steps: {
    make: "콘솔에서 새 키를 만들어 여기에 넣기",
    hand_over: "쓰는 곳을 새 키로 바꾸기",
    remove: "콘솔에서 옛 키 지우기",
  } satisfies Record<ReplacementStep, string>,
  makeText: "지금 키는 그대로 작동해요. 새 키가 작동하는 것을 확인한 뒤에만 다음으로 넘어가요.",
  makeGuide: "그림으로 보기",
  handOverText: "새 값을 복사해서 이 키를 쓰는 모든 곳에 넣고, 잘 작동하는지 확인해 주세요.",
  handOverRetire: "쓰는 곳이 없는지 확인하기",
  handOverRetireText: "이 키를 쓰는 프로그램이 남아 있으면 지우는 순간 멈춰요. 하나도 없는지 확인해 주세요.",
  removeText: "콘솔에서 옛 키를 지운 다음 눌러 주세요. 이 컴퓨터의 옛 값은 휴지통에 30일 동안 둬요.",
  removeGuide: "지우는 방법 보기",
  copyNew: "새 값 복사",
  openNew: "새 키 보기",
  moved: "모두 바꿨어요",
  unused: "쓰는 곳이 없어요",
  removed: "콘솔에서 지웠어요",
  leave: "그만두기",
  safe: "여기서 그만둬도 키는 지금 그대로 작동해요.",
  done: (name: string) => `${josa(name, "을/를")} 정리했어요`,
};
