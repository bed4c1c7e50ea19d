import { josa } from "../particles";

/** The keychain when it is sick or waits, and secrets that other programs took from it. */
export default {
  inUse: (name: string) => `지금 쓰는 키체인은 ${josa(name, "이에요/예요")}.`,
  /** What a keychain keeps of what was removed from it, by its name. Seen with KeePassXC 2.7.4. */
  keeps: {
    KeePassXC:
      "KeePassXC는 지운 비밀값을 휴지통에, 바뀐 값을 항목의 이력에 남겨요. 완전히 없애려면 KeePassXC에서 휴지통을 비우세요.",
  } as Readonly<Record<string, string>>,
  made: "키링을 만들었어요. 이제 비밀값을 넣을 수 있어요",
  waits: "키체인이 기다리고 있어요",
  waitsText: "암호를 묻는 창이 다른 창 뒤에 있는지 찾아보세요.",

  missing: "비밀값이 키체인에서 사라졌어요",
  missingText: "다른 프로그램이 지운 것 같아요. 클라우드의 키는 그대로 있어요.",
  missingShort: "비밀값이 사라짐",
  altered: "키체인의 비밀값이 바뀌었어요",
  alteredText: "다른 프로그램이 바꾼 것 같아 쓰지 않아요. 클라우드의 키는 그대로 있어요.",
  alteredShort: "비밀값이 바뀜",
  ownText: "Keywright가 이 키로 로그인하니, 계정을 다시 연결하면 비밀값이 돌아와요.",
  readAgain: "클라우드에서 다시 가져오기",
  readDone: "비밀값을 다시 보관했어요",
  makeNew: "새 키 만들기",
  pasteAgain: "다시 붙여 넣기",
  connectAgain: "다시 연결",
  forget: "이 컴퓨터에서 지우기",
  forgetTitle: "이 키의 비밀값을 이 컴퓨터에서 지울까요?",
  forgetText:
    "남은 것은 휴지통에 30일 동안 두고, 비밀값이 이 컴퓨터에 없는 키로 표시해요. 클라우드의 키는 그대로 작동해요.",
  forgotten: "비밀값을 지웠어요. 키는 그대로 있어요",

  account: {
    missing: "로그인 키의 비밀값이 키체인에서 사라졌어요",
    altered: "키체인에 있는 로그인 키의 비밀값이 바뀌었어요",
    text: "다른 프로그램이 한 일 같아요. 같은 키로 다시 연결하면 이어서 쓸 수 있어요.",
  },
};
