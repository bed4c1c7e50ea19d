import type { LockReason, NoAccountProof, Preset, PresetFacts } from "../../api/generated/model";

const time = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60}분` : `${seconds}초`);

/** The lock: its screen, its settings, the proof before a secret is shown. */
export default {
  title: "Keywright가 잠겨 있어요",
  why: {
    start: "잠금을 풀면 키를 볼 수 있어요.",
    user: "직접 잠갔어요.",
    idle: "한동안 쓰지 않아서 잠갔어요.",
    screen: "컴퓨터 화면이 잠겨서 함께 잠갔어요.",
    sleep: "컴퓨터가 절전에 들어가서 함께 잠갔어요.",
    switch: "다른 사용자로 바뀌어서 함께 잠갔어요.",
  } satisfies Record<LockReason, string>,
  passphrase: "암호",
  recovery: "복구 코드",
  withRecovery: "복구 코드로 풀기",
  withPassphrase: "암호로 풀기",
  unlock: "잠금 풀기",
  withAccount: "컴퓨터 계정으로 풀기",
  asking: "화면에 뜬 창에 컴퓨터 계정 암호를 입력해 주세요.",

  proofTitle: "본인인지 확인할게요",
  proofText: "비밀값을 보여 주기 전에 한 번 더 확인해요.",
  proofGo: "확인하고 보기",
  proofAccount: "컴퓨터 계정으로 확인",

  lock: "잠그기",
  settings: "잠금",
  level: "잠금 수준",
  presets: {
    convenient: "편하게",
    balanced: "균형 있게",
    strict: "엄격하게",
  } satisfies Record<Preset, string>,
  idle: ({ idle_s }: PresetFacts) => `${time(idle_s)} 동안 쓰지 않으면 잠가요.`,
  atStart: ({ locks_at_start }: PresetFacts): string =>
    locks_at_start ? "앱을 열면 잠겨 있어요." : "앱을 열 때는 잠겨 있지 않아요.",
  reveal: "비밀값을 보여 줄 때마다 본인인지 확인해요.",
  clipboard: (seconds: number) => `복사한 비밀값은 ${time(seconds)} 뒤에 클립보드에서 지워요.`,
  clipboardOwn: (seconds: number) => `복사한 비밀값은 전에 고른 대로 ${time(seconds)} 뒤에 지워요.`,
  clipboardMayStay:
    "Wayland를 쓰는 GNOME에서는 다른 창을 쓰는 동안 지우지 못할 수 있어요. 그러면 Keywright로 돌아올 때 지워요.",
  follows: "컴퓨터 화면을 잠그거나, 절전에 들어가거나, 사용자를 바꿔도 잠가요.",
  followsNot: "컴퓨터 화면이 잠길 때 함께 잠그는 기능은 이 운영체제에 아직 없어요.",
  off: "아직은 잠기지 않아요. 잠금을 풀 방법부터 정해 주세요.",
  account: "컴퓨터 계정으로 잠금 풀기",
  accountHint: "로그인할 때 쓰는 암호로 풀어요. 켤 때 한 번 확인해요.",
  noAccount: {
    system: "이 운영체제에서는 아직 쓸 수 없어요.",
    no_service: "계정 암호를 확인하는 서비스(polkit)가 이 컴퓨터에서 실행되고 있지 않아요.",
    not_installed: "패키지(.deb)로 설치하면 쓸 수 있어요.",
    no_hello: "먼저 Windows 설정에서 Windows Hello를 설정하거나, 컴퓨터 관리자에게 허용해 달라고 하세요.",
    administrator: "관리자(root)로 실행하면 암호를 묻지 않아서 쓸 수 없어요.",
  } satisfies Record<NoAccountProof, string>,
  passphraseOn: "암호로 풀 수 있어요.",
  setPassphrase: "암호 정하기",
  now: "지금 잠그기",
};
