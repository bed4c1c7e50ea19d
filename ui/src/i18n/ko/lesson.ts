import type { PracticeTrouble } from "../../api/generated/model";
import type { LessonTask } from "../../state/lesson";

/** The practice mode as a lesson, and what can be made to go wrong in it. */
export default {
  title: "연습 과정",
  text: "연습용 키로 세 가지를 해 보세요. 진짜 클라우드에서는 아무것도 바뀌지 않아요.",
  progress: (done: number) => `3개 중 ${done}개 완료`,
  show: "연습 과정 보기",
  hide: "접어 두기",
  hidden: "연습 과정을 접어 두었어요",
  setting: "연습 과정 보이기",
  settingText: "키 화면에 세 가지 연습을 보여 줘요.",

  task: {
    issue: "키 만들기",
    rotate: "키 교체하기",
    retire: "키 정리하기",
  } satisfies Record<LessonTask, string>,
  about: {
    issue: "이름과 역할만 고르면 앱이 키를 만들어 비밀값을 안전하게 보관해요.",
    rotate: "새 키로 옮긴 다음 옛 키를 지워요. 그동안에도 쓸 수 있는 키가 늘 하나는 있어요.",
    retire: "더 쓰지 않는 키를 클라우드에서 지우고, 이 컴퓨터의 비밀값도 없애요.",
  } satisfies Record<LessonTask, string>,
  act: {
    issue: "새 키 만들기",
    rotate: "교체하기",
    retire: "삭제하기",
  } satisfies Record<LessonTask, string>,
  goOn: "이어서 하기",
  makeFirst: "먼저 새 키 만들기",
  done: "해 봤어요",

  finished: "세 가지를 모두 해냈으니, 진짜 키도 똑같이 다룰 수 있어요.",
  connect: "내 클라우드 연결하기",

  troubles: "일부러 문제 일으켜 보기",
  troublesText: "문제를 켜고 키를 만들거나 바꿔 보세요. 연습 클라우드에서만 일어나고, 앱을 끄면 사라져요.",
  trouble: {
    cut_after_create: {
      label: "키가 생긴 직후에 연결 끊기",
      will: "키는 클라우드에 생기지만 대답이 오지 않아요. 한 번 일어나면 저절로 꺼져요.",
      did: "요청은 한 번만 보냈어요. 키 목록에서 그 키를 찾아내고, 비밀값을 되찾을 수 없으면 정리할 수 있게 알려 줘요.",
    },
    cut_before: {
      label: "연결 끊기",
      will: "요청이 클라우드에 닿지 않아요.",
      did: "클라우드에 닿은 요청이 없으니 바뀐 것도 없어요. 문제를 끄고 다시 시도하면 돼요.",
    },
    quota_full: {
      label: "키 한도 채우기",
      will: "클라우드가 새 키를 더 만들어 주지 않아요.",
      did: "자리가 없어 키가 생기지 않았고, 이미 있는 키는 그대로예요. 자리가 나면 다시 만들면 돼요.",
    },
    slow: {
      label: "느리게 대답하기",
      will: "클라우드가 대답할 때마다 4초쯤 걸려요.",
      did: "늦어도 같은 요청을 두 번 보내지 않아요. 키를 만들다가 창을 닫아도 끝까지 마쳐요.",
    },
    maintenance: {
      label: "클라우드 점검",
      will: "클라우드가 지금은 쓸 수 없다고만 대답해요.",
      did: "클라우드는 아무것도 바꾸지 않았어요. 보관한 비밀값은 지금도 복사할 수 있어요.",
    },
  } satisfies Record<PracticeTrouble, { label: string; will: string; did: string }>,
  kept: "잃은 것은 없어요",
  on: (account: string, trouble: string) => `${account}: ‘${trouble}’ 켜짐`,
  met: (account: string, trouble: string) => `${account}: ‘${trouble}’ 문제가 일어났어요`,
  off: "문제 끄기",
  seen: "확인",
};
