import type { SnoozeFor } from "../../api/generated/model";

/** Keys that end or are to be replaced, and what the app does about it while its window is closed. */
export default {
  title: "만료와 교체",
  rotate: "지금 교체",
  rotateOf: (key: string) => `${key} 지금 교체`,
  snooze: "나중에 알림",
  snoozeOf: (key: string) => `${key} 나중에 알림`,
  lengths: {
    day: "내일 다시 알림",
    week: "일주일 뒤 다시 알림",
    until_day: "그날 다시 알림",
  } satisfies Record<SnoozeFor, string>,
  snoozedUntil: (day: string) => `${day}에 다시 알려요`,
  snoozed: (count: number) => `미뤄 둔 키 ${count}개`,
  wake: "미루지 않기",
  wakeOf: (key: string) => `${key} 미루지 않기`,
  calendar: "캘린더 파일 저장",
  calendarNone: "만료일이나 바꿀 날짜가 있는 키가 없어요. 연습용 키는 넣지 않아요.",
  saved: (name: string, folder: string) => `${folder} 폴더에 ${name} 파일을 저장했어요`,
  others: "그 밖의 키",

  settings: "알림과 트레이",
  remind: "만료 전에 알림 받기",
  remindHint: "30일, 7일, 하루 전에 알려요. 하루에 한 번까지만 보내고, 키 이름은 쓰지 않아요.",
  noNotices: "이 컴퓨터는 알림을 보여 주지 않아요. 그동안은 키 화면에서 볼 수 있어요.",
  tray: "창을 닫아도 트레이에 두기",
  trayHint: "트레이의 열쇠 아이콘으로 다시 열거나 끝낼 수 있어요.",
  noTray: "이 데스크톱에는 트레이가 없어서, 창을 닫으면 Keywright도 끝나요.",
  autostart: "컴퓨터를 켤 때 시작하기",
  autostartHint: "창을 열면서 시작해요.",
  autostartInTray: "창 없이 트레이에서 시작해요.",
  noAutostart: "이 컴퓨터에서는 함께 시작하게 할 수 없어요.",
};
