import type { RotationStep } from "../../api/generated/model";
import { josa } from "../particles";

interface StepWords {
  title: (inUse: string, other: string) => string;
  text: (inUse: string, other: string) => string;
}

/** The rotation of a key with two values. */
export default {
  title: "멈춤 없이 교체하기",
  text: "두 값이 동시에 작동하니, 쓰는 곳을 한쪽으로 옮기고 나머지를 새로 만들면 서비스가 멈추지 않아요. 중간에 닫아도 이어서 할 수 있어요.",
  inUse: "지금 쓰고 있는 값",
  start: "교체 시작",
  begun: (when: string) => `${when}에 시작했어요. 언제든 닫았다가 이어서 할 수 있어요.`,
  over: "끝냈어요",
  steps: {
    move_to_other: {
      title: (_, other) => `쓰는 곳을 ${josa(other, "으로/로")} 바꾸기`,
      text: (_, other) =>
        `${josa(other, "을/를")} 복사해서 이 키를 쓰는 모든 곳에 넣고, 잘 작동하는지 확인해 주세요.`,
    },
    renew_in_use: {
      title: (inUse) => `${josa(inUse, "을/를")} 새로 만들기`,
      text: (inUse) =>
        `지금의 ${josa(inUse, "은/는")} 바로 멈춰요. 아직 그 값을 쓰는 곳이 없는지 한 번 더 확인해 주세요.`,
    },
    move_back: {
      title: (inUse) => `쓰는 곳을 새 ${josa(inUse, "으로/로")} 바꾸기`,
      text: (inUse) => `새 ${josa(inUse, "을/를")} 복사해서 모든 곳에 넣고, 잘 작동하는지 확인해 주세요.`,
    },
    renew_other: {
      title: (_, other) => `${other}도 새로 만들기`,
      text: (_, other) => `지금의 ${josa(other, "은/는")} 바로 멈춰요. 이것으로 교체가 끝나요.`,
    },
  } satisfies Record<RotationStep, StepWords>,
  copy: (field: string) => `${field} 복사`,
  moved: "모두 바꿨어요",
  renew: (field: string) => `${field} 새로 만들기`,
  safe: "여기서 그만둬도 두 값은 지금 그대로 작동해요.",
  leave: "그만두기",
  done: "교체를 마쳤어요. 두 값이 모두 새 값이에요.",
};
