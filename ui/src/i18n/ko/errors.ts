import type { ErrorCode, FieldProblem, Outcome } from "../../api/generated/error";
import type { OperationKind } from "../../api/generated/model";
import type { ErrorAction, ErrorEntry, ErrorWords } from "../error-text";
import { josa } from "../particles";

const table: Record<ErrorCode, ErrorEntry> = {
  // 클라우드로 가는 길
  offline: {
    title: "인터넷에 연결되어 있지 않아요",
    remedy: "연결을 확인하고 다시 시도하세요. 이 컴퓨터에 보관한 키는 지금도 보고 복사할 수 있어요.",
    action: "retry",
  },
  unreachable: {
    title: ({ provider }) => `${provider}에 연결할 수 없어요`,
    remedy:
      "잠시 뒤 다시 시도하세요. 계속되면 회사 네트워크나 방화벽이 막고 있는지, 직접 입력한 API 주소가 맞는지 확인하세요.",
    action: "retry",
  },
  untrusted: {
    title: "서버를 믿을 수 없어 연결하지 않았어요",
    meaning: "비밀값은 보내지 않았어요.",
    remedy:
      "컴퓨터의 날짜가 맞는지 확인하세요. 회사에서 보안 프로그램이나 프록시를 쓴다면 그 인증서를 이 컴퓨터에 설치해 달라고 관리자에게 요청하세요.",
    action: "retry",
  },
  timed_out: {
    title: ({ provider }) => `${josa(provider, "이/가")} 제때 응답하지 않았어요`,
    remedy: "잠시 뒤 다시 시도하세요.",
    action: "retry",
  },
  interrupted: {
    title: "응답을 받는 도중 연결이 끊겼어요",
    remedy: "인터넷 연결을 확인하고 다시 시도하세요.",
    action: "retry",
  },
  proxy_answer: {
    title: ({ provider }) => `${josa(provider, "이/가")} 아니라 지금 쓰는 네트워크가 대신 응답했어요`,
    remedy:
      "웹 브라우저를 열어 와이파이나 회사 네트워크의 로그인 화면이 뜨는지 확인하고, 로그인한 뒤 다시 시도하세요.",
    action: "retry",
  },
  redirected: {
    title: "서버가 다른 주소로 보내려 했어요",
    meaning: "안전을 위해 따라가지 않았고, 비밀값은 다른 곳으로 가지 않았어요.",
    remedy: "API 주소를 직접 입력했다면 주소를 고치세요. 아니라면 네트워크 관리자에게 알려 주세요.",
    action: "connect",
  },
  answer_unreadable: {
    title: ({ provider }) => `${provider}의 응답을 읽을 수 없어요`,
    remedy: "잠시 뒤 다시 시도하세요. 계속되면 Keywright 업데이트가 있는지 확인하세요.",
    action: "retry",
  },
  answer_too_large: {
    title: ({ provider }) => `${provider}의 응답이 너무 커서 읽지 않았어요`,
    remedy: "다시 시도하세요. API 주소를 직접 입력했다면 그 주소가 맞는지 확인하세요.",
    action: "retry",
  },

  // 클라우드의 대답
  rejected: {
    title: ({ provider }) => `${josa(provider, "이/가")} 요청을 받아들이지 않았어요`,
    remedy: "‘자세히’에 클라우드가 밝힌 이유가 있어요. 그에 맞게 고친 뒤 다시 시도하세요.",
  },
  credential_unknown: {
    title: ({ provider }) => `${josa(provider, "이/가")} 모르는 키예요`,
    meaning: "값이 잘못 붙여졌거나 클라우드에서 삭제된 키예요.",
    remedy:
      "두 값을 처음부터 끝까지 다시 복사해 넣어 보세요. 그래도 안 되면 콘솔에서 새 키를 만들어 연결하세요.",
    action: "connect",
  },
  credential_inactive: {
    title: "연결에 쓰는 키가 멈춰 있거나 만료됐어요",
    remedy: "콘솔에서 그 키를 켜거나 만료일을 늦추세요. 그럴 수 없다면 다른 키로 다시 연결하세요.",
    action: "connect",
  },
  name_or_user_wrong: {
    title: ({ provider }) => `${josa(provider, "이/가")} 이 이름과 값을 받아들이지 않았어요`,
    meaning: "액세스 키 이름, 비밀값, 사용자 고유 ID 가운데 무엇이 틀렸는지는 클라우드가 알려 주지 않아요.",
    remedy: "세 값을 다시 복사해 넣어 보세요. 액세스 키 ID를 안다면 이름 대신 ID로 연결하는 편이 확실해요.",
    action: "connect",
  },
  key_pair_refused: {
    title: ({ provider }) => `${josa(provider, "이/가")} 이 키 한 쌍을 받아들이지 않았어요`,
    meaning: ({ provider }) =>
      `키와 비밀값 가운데 무엇이 틀렸는지는 ${josa(provider, "이/가")} 알려 주지 않아요.`,
    remedy: "빠진 글자가 없는지 확인하고 두 값을 다시 복사해 넣으세요.",
    action: "connect",
  },
  login_refused: {
    title: ({ provider }) => `${josa(provider, "이/가")} 이 로그인을 받아들이지 않았어요`,
    meaning:
      "로그인 ID, 비밀번호, 프로젝트 가운데 무엇이 틀렸는지는 클라우드가 알려 주지 않아요. 여러 번 틀리면 계정이 잠길 수 있어서 저절로 다시 시도하지 않아요.",
    remedy:
      "세 가지를 콘솔에서 다시 확인하세요. 2단계 로그인을 쓰거나 IAM 계정이라면 메인 계정의 값을 써야 할 수 있어요.",
    action: "connect",
  },
  token_ended: {
    title: "토큰이 정해진 시간보다 일찍 끝났어요",
    meaning: "키는 그대로 쓸 수 있어요. 역할이 바뀌었거나 누군가 토큰을 폐기했을 때 이렇게 돼요.",
    remedy: "토큰을 새로 발급하세요.",
  },
  wrong_region: {
    title: ({ problem: { detail } }) =>
      detail ? `이 키는 다른 리전(${detail})의 것이에요` : "이 키는 다른 리전의 것이에요",
    remedy: "리전을 바꿔 고른 뒤 다시 시도하세요.",
  },
  forbidden: {
    title: "이 작업을 할 권한이 없어요",
    meaning: "키는 작동하지만, 권한이 부족하거나 지금 이 네트워크 주소가 허용되지 않았어요.",
    remedy:
      "조직 관리자에게 권한을 요청하세요. 키에 허용 주소를 정해 두었다면 지금 주소도 들어 있는지 확인하세요.",
    action: "console",
  },
  service_not_opened: {
    title: ({ provider }) => `${provider}에서 아직 쓰기 시작하지 않은 서비스예요`,
    meaning: "계정은 잘 연결돼 있어요. 이 종류의 키만 아직 쓸 수 없어요.",
    remedy: "콘솔에서 그 서비스를 한 번 열어 이용을 시작한 뒤 다시 시도하세요.",
    action: "guide",
  },
  not_offered: {
    title: ({ provider }) => `${josa(provider, "이/가")} 이 일은 API로 할 수 없게 해 두었어요`,
    meaning: "키가 잘못된 것은 아니에요.",
    remedy: "콘솔에서 하는 방법을 그림으로 안내할게요.",
    action: "guide",
  },
  not_found: {
    title: ({ provider }) => `${provider}에 이제 없어요`,
    meaning: "다른 사람이 콘솔에서 삭제했을 수 있어요.",
    remedy: "목록을 새로 고쳐 지금 상태를 확인하세요.",
    action: "refresh",
  },
  conflict: {
    title: "그사이 상태가 바뀌어 할 수 없었어요",
    remedy: "목록을 새로 고쳐 지금 상태를 본 뒤 다시 시도하세요.",
    action: "refresh",
  },
  quota_full: {
    title: ({ provider }) => `${provider}에서 만들 수 있는 키를 모두 쓰고 있어요`,
    remedy:
      "쓰지 않는 키를 삭제한 뒤 다시 시도하세요. 클라우드 고객 지원에 한도를 늘려 달라고 할 수도 있어요.",
    action: "keys",
  },
  rate_limited: {
    title: "짧은 시간에 요청이 너무 많았어요",
    remedy: ({ problem: { retry_after_s: seconds } }) =>
      seconds ? `${seconds}초 뒤에 다시 시도하세요.` : "잠시 뒤 다시 시도하세요.",
    action: "retry",
  },
  calls_used_up: {
    title: ({ provider }) => `${provider}에서 정해진 호출 수를 모두 썼어요`,
    meaning: "하루나 한 달 동안 부를 수 있는 횟수가 정해져 있고, 그것을 다 쓴 거예요. 바뀐 것은 없어요.",
    remedy: "한도가 다시 채워진 뒤 시도하세요. 콘솔에서 한도를 확인하고 늘려 달라고 할 수 있어요.",
    action: "console",
  },
  throttled: {
    title: "클라우드가 정한 속도보다 빠르게 요청했어요",
    meaning: "같은 계정을 쓰는 다른 프로그램의 요청도 함께 세요.",
    remedy: ({ problem: { retry_after_s: seconds } }) =>
      seconds
        ? `다른 프로그램이 많이 요청하고 있지 않은지 보고, ${seconds}초 뒤에 다시 시도하세요.`
        : "다른 프로그램이 많이 요청하고 있지 않은지 보고, 잠시 뒤 다시 시도하세요.",
    action: "retry",
  },
  provider_down: {
    title: ({ provider }) => `지금 ${provider} 쪽에 문제가 있어요`,
    remedy: "여기서 고칠 것은 없어요. 몇 분 뒤 다시 시도하세요.",
    action: "retry",
  },
  clock_off: {
    title: ({ problem: { clock_minutes: minutes } }) =>
      minutes
        ? `이 컴퓨터의 시계가 ${Math.abs(minutes)}분 ${minutes > 0 ? "빨라요" : "느려요"}`
        : "이 컴퓨터의 시계가 맞지 않아요",
    meaning: ({ provider }) => `시간이 많이 다르면 ${josa(provider, "이/가")} 요청을 거절해요.`,
    remedy: "컴퓨터의 날짜와 시간 설정에서 시간을 맞춘 뒤 다시 시도하세요.",
    action: "retry",
  },
  outcome_unknown: {
    final: true,
    title: "키를 만드는 도중 연결이 끊겼어요",
    meaning: "같은 요청을 다시 보내지 않으니 키가 두 개 생기지는 않아요.",
    remedy: "키가 생겼는지 확인하고 있어요. 결과는 ‘끝나지 않은 작업’에 나타나요.",
    action: "unfinished",
  },
  secret_not_received: {
    final: true,
    title: "키는 만들어졌지만 비밀값을 받지 못했어요",
    meaning: "그 비밀값은 다시 볼 수 없어서 이 키는 쓸 수 없어요.",
    remedy: "‘끝나지 않은 작업’에서 그 키를 삭제하거나 일시 중지한 뒤 새로 만드세요.",
    action: "unfinished",
  },
  not_yet_working: {
    final: true,
    title: ({ provider }) => `새 키를 보관했지만 ${josa(provider, "이/가")} 아직 받아 주지 않아요`,
    meaning: "키와 비밀값은 이 컴퓨터에 안전하게 있어요.",
    remedy: "새 키는 자리 잡는 데 시간이 걸리기도 해요. 1분쯤 뒤 다시 확인하세요.",
    action: "retry",
  },

  // 비밀값이 머무는 곳
  vault_locked: {
    title: "이 컴퓨터의 키체인이 잠겨 있어요",
    remedy: "뜨는 창에 답하거나, 키체인 프로그램의 창에서 잠금을 푸세요.",
    action: "unlock",
  },
  vault_missing: {
    title: "이 컴퓨터에 비밀값을 둘 키체인이 없어요",
    meaning: "안전하게 둘 곳이 없으면 키를 만들지도 연결하지도 않아요.",
    remedy:
      "비밀값을 Keywright의 암호 보관함에 두거나, GNOME 키링이나 KWallet을 설치하고 컴퓨터에 다시 로그인하세요.",
    action: "set_up_vault",
  },
  vault_not_set_up: {
    title: "키체인이 아직 준비되지 않았어요",
    meaning: "키체인은 켜져 있지만 비밀값을 넣을 기본 키링이 없어요.",
    remedy: "지금 하나 만들 수 있어요. 시스템이 그 키링에 쓸 암호를 물어봐요.",
    action: "set_up_keychain",
  },
  vault_forgetful: {
    title: "이 키체인은 로그아웃하면 비밀값을 잃어버려요",
    meaning: "메모리에만 담아 두기 때문에, 여기에 넣은 키는 다시 쓸 수 없게 돼요.",
    remedy:
      "비밀값을 Keywright의 암호 보관함에 두거나, ‘암호 및 키’ 앱에서 ‘로그인’ 키링을 기본으로 정하세요.",
    action: "set_up_vault",
  },
  vault_too_small: {
    title: "이 키체인에는 긴 비밀값이 들어가지 않아요",
    meaning: "짧은 값은 저장되지만, 어떤 클라우드의 키는 그보다 길어요.",
    remedy: "비밀값을 Keywright의 암호 보관함에 두거나, GNOME 키링, KWallet, KeePassXC 중 하나로 바꾸세요.",
    action: "set_up_vault",
  },
  vault_waiting: {
    title: "키체인이 기다리고 있어요",
    remedy: "다른 창 뒤에 암호를 묻는 창이 있는지 찾아 답한 뒤 다시 확인하세요.",
    action: "look",
  },
  vault_failed: {
    title: "키체인에 저장하거나 거기서 읽지 못했어요",
    remedy: "설정에서 키체인을 점검한 뒤 다시 시도하세요.",
    action: "settings",
  },
  secret_missing: {
    title: "비밀값이 키체인에 없어요",
    meaning: "다른 프로그램이 지운 것 같아요. 클라우드에 있는 키는 그대로예요.",
    remedy: "계정이라면 다시 연결하고, 만든 키라면 새 키를 만들어 바꾸세요.",
    action: "connect",
  },
  secret_altered: {
    title: "키체인에 있는 값이 저장한 값과 달라요",
    meaning: "다른 프로그램이 바꾼 것 같아 쓰지 않았어요. 클라우드에 있는 키는 그대로예요.",
    remedy: "계정이라면 다시 연결하고, 만든 키라면 새 키를 만들어 바꾸세요.",
    action: "connect",
  },
  vault_closed: {
    title: "암호 보관함이 닫혀 있어요",
    meaning: "필요한 비밀값이 그 안에 있거나, 새 비밀값이 그리로 가야 해요.",
    remedy: "암호를 입력해 보관함을 여세요.",
    action: "open_vault",
  },
  passphrase_wrong: {
    title: "암호나 복구 코드가 맞지 않아요",
    meaning: "아무것도 열리거나 바뀌지 않았어요.",
    remedy: "한/영 전환과 Caps Lock을 확인하고 다시 입력하세요.",
    action: "retry",
  },
  no_passphrase: {
    title: "아직 암호나 복구 코드를 정하지 않았어요",
    remedy: "설정에서 암호 보관함을 먼저 만드세요.",
    action: "settings",
  },
  vault_not_empty: {
    title: "암호 보관함에 아직 비밀값이 있어요",
    meaning: "아무것도 지우지 않았어요.",
    remedy: "설정에서 모두 키체인으로 옮긴 뒤 다시 시도하세요.",
    action: "settings",
  },

  // 데이터 폴더
  app_locked: {
    title: "Keywright가 잠겨 있어요",
    remedy: "잠금을 푼 뒤 다시 시도하세요.",
    action: "retry",
  },
  proof_missing: {
    title: "잠금을 풀 방법이 없어요",
    remedy: "설정의 ‘잠금’에서 암호를 정하거나 ‘컴퓨터 계정으로 잠금 풀기’를 켜세요.",
    action: "settings",
  },
  proof_refused: {
    title: "계정 암호를 확인하지 못했어요",
    remedy: "다시 시도해서, 컴퓨터가 여는 창에 계정 암호를 넣어 주세요.",
    action: "retry",
  },
  proof_unasked: {
    title: "데스크톱이 계정 암호를 묻지 않았어요",
    meaning: "암호를 묻는 프로그램(polkit 에이전트)이 실행되고 있지 않아요.",
    remedy: "암호를 묻는 프로그램(예: lxpolkit)을 켠 뒤 다시 시도하세요.",
    action: "retry",
  },
  proof_needed: {
    title: "먼저 본인인지 확인해야 해요",
    remedy: "다시 시도하면 확인할 수 있어요.",
    action: "retry",
  },
  tries_paused: {
    title: "여러 번 틀려서 잠시 멈췄어요",
    remedy: ({ problem: { retry_after_s: seconds } }) =>
      seconds ? `${seconds}초 뒤에 다시 시도하세요.` : "잠시 뒤 다시 시도하세요.",
  },
  disk_full: {
    title: "이 컴퓨터에 저장할 공간이 없어요",
    remedy: "파일을 지워 공간을 비운 뒤 다시 시도하세요.",
    action: "retry",
  },
  data_read_only: {
    title: "데이터 폴더에 저장할 수 없어요",
    remedy: "폴더의 쓰기 권한과 디스크 상태를 확인하고 다시 시도하세요. 폴더 위치는 설정에 있어요.",
    action: "settings",
  },
  data_newer: {
    title: "더 새로운 Keywright가 만든 데이터예요",
    meaning: "망가뜨리지 않으려고 열지 않았어요. 키와 비밀값은 그대로예요.",
    remedy: "Keywright를 최신 버전으로 업데이트한 뒤 다시 여세요.",
  },
  data_damaged: {
    title: "데이터 파일이 손상됐어요",
    meaning:
      "클라우드의 키는 그대로예요. 키체인의 비밀값도 그대로 있고, 암호 보관함의 비밀값은 사본을 되돌리면 돌아와요.",
    remedy: "Keywright를 닫았다가 다시 여세요. 만들어 둔 사본으로 되돌릴 수 있어요.",
  },

  // 하려던 일
  field_invalid: {
    title: "고칠 곳이 있어요",
    remedy: "표시된 칸을 고친 뒤 다시 시도하세요. 입력한 내용은 그대로 있어요.",
  },
  name_mismatch: {
    title: "입력한 이름이 키 이름과 달라요",
    remedy: ({ name }) =>
      name ? `${josa(`‘${name}’`, "을/를")} 그대로 입력하세요.` : "키 이름을 그대로 입력하세요.",
  },
  rotating: {
    final: true,
    title: "교체 중인 키예요",
    meaning: "다른 키를 대신할 키라서, 지금 멈추거나 지우면 쓸 키가 남지 않을 수 있어요.",
    remedy: "교체를 마치거나 그만둔 다음 다시 해 주세요.",
  },
  still_in_use: {
    final: true,
    title: "아직 옛 키를 쓰는 곳이 있을 수 있어요",
    meaning: "옮긴 뒤에 옛 키가 쓰였거나, 기다리기로 한 기간이 남았어요. 바뀐 것은 없어요.",
    remedy: "빠뜨린 곳이 있는지 찾아보세요. 확실하다면 기다리지 않고 계속할 수 있어요.",
  },
  own_key: {
    final: true,
    title: "이 앱이 연결에 쓰는 키예요",
    meaning: "일시 중지하거나 삭제하면 앱이 이 클라우드에 더 들어갈 수 없어요.",
    remedy: "먼저 다른 키로 계정을 연결하거나, 콘솔에서 직접 하세요.",
    action: "console",
  },
  unsupported: {
    title: ({ provider }) => `${provider}의 이 키로는 할 수 없는 작업이에요`,
    remedy: "안내에서 다른 방법이 있는지 확인하세요.",
    action: "guide",
  },
  gone: {
    title: "이제 여기에 없어요",
    meaning: "그사이 끝났거나 지워졌어요.",
    remedy: "목록을 새로 고쳐 지금 상태를 확인하세요.",
    action: "refresh",
  },
  busy: {
    title: "다른 작업이 아직 끝나지 않았어요",
    remedy: "그 작업이 끝난 뒤 다시 시도하세요.",
    action: "retry",
  },
  clipboard_failed: {
    title: ({ problem: { op } }) =>
      op === "connect" ? "클립보드에 붙여 넣을 글자가 없어요" : "클립보드를 쓸 수 없어요",
    remedy: ({ problem: { op } }) =>
      op === "connect"
        ? "콘솔에서 값을 다시 복사하거나, 칸에 직접 입력하세요."
        : "다른 프로그램이 클립보드를 쓰고 있을 수 있어요. 다시 시도하세요.",
    action: "retry",
  },
  link_failed: {
    title: "웹 브라우저를 열지 못했어요",
    remedy: "컴퓨터 설정에서 기본 웹 브라우저를 정한 뒤 다시 시도하세요.",
    action: "retry",
  },
  autostart_failed: {
    title: "컴퓨터를 켤 때 시작하도록 바꾸지 못했어요",
    remedy: "컴퓨터의 ‘시작 프로그램’ 설정에서 직접 바꿀 수 있어요.",
    action: "retry",
  },
  file_not_saved: {
    title: "파일을 저장하지 못했어요",
    remedy: "다운로드 폴더의 쓰기 권한과 남은 공간을 확인하고 다시 시도하세요.",
    action: "retry",
  },
  internal: {
    title: "Keywright에 문제가 생겼어요",
    remedy: "다시 시도하세요. 계속되면 앱을 닫았다가 여세요. 시작했던 작업은 이어서 확인해요.",
    action: "retry",
  },
};

const nothingChanged = (op: OperationKind | null): string => {
  switch (op) {
    case "create":
      return "키는 만들어지지 않았어요.";
    case "connect":
      return "계정은 아직 연결되지 않았고, 입력한 값은 그대로 있어요.";
    case "disconnect":
      return "계정은 그대로 연결되어 있어요.";
    case "pause":
      return "키는 일시 중지되지 않았어요. 하던 대로 작동해요.";
    case "resume":
      return "키는 아직 일시 중지 상태예요.";
    case "delete":
      return "키는 삭제되지 않았어요.";
    case "update":
      return "키는 바뀌지 않았어요.";
    case "regenerate":
      return "비밀값은 바뀌지 않았어요. 지금 값이 계속 작동해요.";
    case "create_group":
      return "아무것도 만들어지지 않았어요.";
    case "rules":
      return "쓸 수 있는 곳은 바뀌지 않았어요.";
    case "subscribe":
      return "구독은 바뀌지 않았어요.";
    default:
      return "키는 그대로예요.";
  }
};

/** What the outcome means for the key. */
const outcomes: Record<Outcome, (op: OperationKind | null) => string> = {
  unsent: nothingChanged,
  refused: nothingChanged,
  unknown: (op) => {
    switch (op) {
      case "create":
        return "키가 만들어졌는지 아직 몰라요. 확인하고 있어요.";
      case "delete":
        return "키가 삭제됐는지 아직 몰라요. 확인하고 있어요.";
      case "pause":
      case "resume":
      case "update":
        return "키가 바뀌었는지 아직 몰라요. 확인하고 있어요.";
      case "regenerate":
        return "비밀값이 바뀌었는지 아직 몰라요. 확인하고 있어요.";
      case "create_group":
        return "만들어졌는지 몰라요. 목록을 새로 읽어 확인하세요.";
      case "rules":
      case "subscribe":
        return "바뀌었는지 몰라요. 다시 읽어 확인하세요.";
      default:
        return "어떻게 됐는지 아직 몰라요. 확인하고 있어요.";
    }
  },
};

/** What is wrong with a field, and what would be right. */
const fields: Record<FieldProblem, string> = {
  missing: "비어 있어요. 채워 주세요.",
  too_short: "너무 짧아요. 끝까지 복사했는지 확인하세요.",
  too_long: "너무 길어요. 줄여 주세요.",
  bad_character: "쓸 수 없는 글자가 있어요. 빈칸, 줄바꿈, 콜론(:)이 섞이지 않았는지 확인하세요.",
  not_an_address: "IP 주소가 아니에요. 예: 203.0.113.7 또는 203.0.113.0/24",
  host_bits: "주소 범위의 끝자리가 맞지 않아요. 예: 10.0.0.1/24가 아니라 10.0.0.0/24",
  not_in_future: "지나지 않은 날짜를 골라 주세요.",
  not_https: "https://로 시작해야 해요. http://는 이 컴퓨터(localhost)에만 쓸 수 있어요.",
  not_a_url: "웹 주소 형태가 아니에요. 예: https://api.example.com",
  not_a_choice: "고를 수 있는 값이 아니에요. 목록에서 골라 주세요.",
  empty_list: "하나 이상 넣어 주세요. 비워 두면 아무도 쓸 수 없는 키가 돼요.",
  duplicate: "같은 것이 두 번 들어 있어요.",
  mistyped: "잘못 적은 글자가 있어요. 다시 확인해 주세요.",
  guessable: "너무 쉽게 맞힐 수 있어요. 더 다양하게 정해 주세요.",
};

/** Names of the buttons. */
const buttons: Record<ErrorAction, string> = {
  retry: "다시 시도",
  unlock: "잠금 풀기",
  look: "다시 확인",
  set_up_keychain: "키링 만들기",
  refresh: "목록 새로 고침",
  connect: "다시 연결",
  settings: "설정 열기",
  console: "콘솔 열기",
  guide: "안내 보기",
  keys: "키 목록 보기",
  unfinished: "끝나지 않은 작업 보기",
  open_vault: "보관함 열기",
  set_up_vault: "암호 보관함 쓰기",
};

const words: ErrorWords = { table, outcomes, fields, buttons };

export default words;
