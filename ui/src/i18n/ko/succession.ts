import type { GoesFirst, SuccessionStep } from "../../api/generated/model";
import { josa } from "../particles";

/** Rotation in which another key takes the place of a key. */
export default {
  title: "새 키로 교체하기",
  text: "같은 권한의 새 키를 만들고, 쓰는 곳을 옮긴 다음 옛 키를 지워요. 지우기 전까지는 언제든 되돌릴 수 있어요.",
  start: "교체 시작",
  begun: (when: string) => `${when}에 시작했어요. 언제든 닫았다가 이어서 할 수 있어요.`,
  over: "끝냈어요",
  leave: "그만두기",
  underWay: (count: number) => `교체 중인 키 ${count}개`,
  next: (step: string) => `다음: ${step}`,
  steps: {
    issue: "새 키 만들기",
    verify: "새 키가 작동하는지 확인하기",
    hand_over: "쓰는 곳을 새 키로 바꾸기",
    watch: "옛 키를 아직 쓰는지 살펴보기",
    pause: "옛 키 일시 중지하기",
    delete: "옛 키 지우기",
  } satisfies Record<SuccessionStep, string>,
  done: (title: string, when: string) => `${title} · ${when}`,
  safe: {
    issue: "아직 바뀐 것이 없어요.",
    verify: "옛 키는 그대로 작동해요.",
    hand_over: "두 키가 모두 작동해요.",
    watch: "두 키가 모두 작동해요.",
    pause: "두 키가 모두 작동해요.",
    delete: "새 키가 작동하고, 옛 키도 아직 되살릴 수 있어요.",
  } satisfies Record<SuccessionStep, string>,
  issueText: "권한, 허용 주소처럼 나머지는 옛 키와 같아요.",
  name: "새 키 이름",
  expires: "새 키 만료",
  issue: "새 키 만들기",
  doubt: "새 키가 만들어졌는지 아직 몰라요. 두 번 만들지 않도록, 그 작업을 먼저 마무리해 주세요.",
  openDoubt: "마무리하러 가기",
  fullTitle: (used: number, limit: number | null) =>
    limit === null
      ? "새 키를 만들 자리가 없어요"
      : `새 키를 만들 자리가 없어요 (${limit}개 중 ${used}개 사용)`,
  fullText: (name: string, why: GoesFirst) => {
    const reason = {
      expired: "이미 만료됐으니",
      paused: "이미 멈춰 있으니",
      never_used: "한 번도 쓰지 않았으니",
      longest_unused: "가장 오래 쓰지 않았으니",
      oldest: "가장 오래됐으니",
    }[why];
    return `하나를 먼저 지워야 해요. ${josa(name, "이/가")} ${reason} 먼저 살펴보세요. 앱이 알아서 지우지는 않아요.`;
  },
  fullNone:
    "옛 키와 앱이 연결에 쓰는 키 말고는 지울 키가 없어요. 콘솔에서 한도를 늘리거나 자리를 만들어 주세요.",
  openFirst: (name: string) => `${name} 보기`,
  again: "다시 확인",
  verifyText: "새 키는 안전하게 보관했어요. 클라우드가 받아들이는지 확인할게요.",
  verifyOwnText:
    "앱이 옛 키로 연결하고 있어요. 새 키로 필요한 일을 모두 할 수 있는지 먼저 확인하고, 그다음 앱의 연결을 새 키로 바꿔요.",
  verify: "새 키 확인",
  verifyOwn: "확인하고 연결 바꾸기",
  handOverText: "새 비밀값을 복사해서 옛 키를 쓰는 모든 곳에 넣고, 잘 작동하는지 확인해 주세요.",
  places: "옛 키가 있을 만한 곳",
  noPlaces: "옛 키가 쓰이는 곳을 적어 둔 기록이 없어요. 이 앱에서 복사하거나 보여 준 적도 없어요.",
  taken: {
    copy: (times: number) => `복사해서 붙여 넣은 곳 (${times}번 복사)`,
    as: (what: string, times: number) => `붙여 넣은 곳: ${what} (${times}번 복사)`,
    reveal: (times: number) => `화면을 보고 옮겨 적은 곳 (${times}번 표시)`,
  },
  lastTaken: (when: string) => `마지막: ${when}`,
  left: (count: number) => `아직 표시하지 않은 곳이 ${count}곳 있어요.`,
  copyNew: "새 비밀값 복사",
  openNew: "새 키 보기",
  moved: "모두 바꿨어요",
  watchText: "쓰는 곳을 다 옮겼다면 옛 키의 마지막 사용 시각이 더 바뀌지 않아요.",
  lastUse: (when: string) => `옛 키 마지막 사용: ${when}`,
  neverUsed: "옛 키 마지막 사용: 없음",
  usedTitle: "옮긴 뒤에도 옛 키가 쓰였어요",
  usedText: (when: string) => `${when}에 누군가 옛 키를 썼어요. 빠뜨린 곳이 있는지 찾아보세요.`,
  lookAgain: "다시 보기",
  unused: "더 쓰지 않아요",
  anyway: "그래도 계속",
  pauseText: "멈춘 동안 문제가 생기면 바로 다시 켤 수 있어요. 조용하면 그때 지워요.",
  quiet: "지우기 전에 기다릴 기간",
  days: (days: number) => `${days}일`,
  pause: "옛 키 일시 중지",
  untold: "이 클라우드는 키의 마지막 사용 시각을 알려 주지 않아요.",
  waitText: (until: string) => `${until}까지 문제가 없으면 지워도 좋아요. 그때까지 이 카드는 기다려요.`,
  waitOver: "기다리기로 한 기간이 지났어요. 이제 지워도 좋아요.",
  delete: "옛 키 지우기",
  deleteNow: "기다리지 않고 지우기",
  deleteTitle: "옛 키를 지울까요?",
  deleteWarning: "되돌릴 수 없어요",
  deleteText:
    "클라우드에서 옛 키를 지우고, 이 컴퓨터에 보관한 옛 비밀값도 지워요. 지우기 직전에 새 키를 한 번 더 확인해요.",
  deleteEarly: (until: string) =>
    `기다리기로 한 날은 ${josa(until, "이에요/예요")}. 아직 옛 키를 쓰는 곳이 있으면 바로 멈춰요.`,
  deleteTyped: (name: string) => `확인을 위해 ${josa(name, "을/를")} 입력하세요`,
  mismatch: "이름이 같아야 지울 수 있어요",
  finished: (name: string) => `${josa(name, "이/가")} 자리를 넘겨받았어요`,
  endTitle: "교체를 그만둘까요?",
  endText: (paused: boolean): string =>
    paused
      ? "먼저 옛 키를 다시 켜요. 그다음 새 키는 어떻게 할까요?"
      : "옛 키는 그대로 작동해요. 새 키는 어떻게 할까요?",
  endKeep: "새 키도 남기기",
  endTake: "새 키 지우기",
  endTakeOwn: "앱의 연결을 옛 키로 되돌린 다음 새 키를 지워요.",
  endTakeText: "새 키를 이미 넣은 곳이 있으면 그곳은 멈춰요.",
  endSubmit: "그만두기",
  endSubmitTake: "새 키 지우고 그만두기",
  ended: "교체를 그만뒀어요",
  heir: (name: string) => `${josa(name, "을/를")} 대신할 키예요`,
  heirText: "교체가 끝날 때까지 멈추거나 지울 수 없어요.",
  openCard: "교체 카드 보기",
  paletteRotate: "이 키 교체",
};
