import type { KindWords } from "../../guide";
import {
  addStorageKey,
  checkEnded,
  copies,
  copyKey,
  facts,
  links,
  lookAround,
  noExtra,
  noNarrow,
  onlyWays,
  openStorageHere,
  putInAgain,
  removeHere,
  signIn,
  stopUsing,
  users,
} from "./shared";

export const gKey: KindWords = {
  name: "G 플랫폼 API Key",
  about:
    "기존 고객(G1, G2)이 쓰는 키예요. API Key와 Secret Key가 한 쌍이고, root 계정이 하는 일을 모두 할 수 있어요.",
  care: {
    title: "root 계정의 모든 권한을 가진 키예요",
    text: "권한을 좁힐 수 없어서, 이 키를 가진 사람은 서버를 지우는 일까지 모두 할 수 있어요. 꼭 필요한 프로그램에만 넣고 복사본을 되도록 적게 두세요.",
    guide: "leaked",
    questions: "questions",
  },
  replacement: {
    make: "지금 키를 다시 발급하면 옛 키는 바로 멈출 수 있어요. 미리 쓰는 곳을 적어 두고, 한가한 때에 하세요.",
    safe: "여기서 그만둬도 콘솔에서 바꾸지 않았다면 키는 그대로 작동해요.",
  },
  fields: {
    api_key: {
      label: "API Key",
      help: "누구의 키인지 알려 주는 값이에요. 콘솔의 Default API Key 줄에 있어요.",
    },
    secret_key: {
      label: "Secret Key",
      help: "서명에 쓰는 비밀값이에요. 콘솔에서 ‘마스킹 해제’를 누르면 언제든 다시 볼 수 있어요.",
    },
  },
  roles: {},
  links,
  facts,
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 API Key 찾기",
      about:
        "G1과 G2에는 처음부터 키가 하나 있어요. 새로 만드는 것이 아니라, 가려진 값을 열어 복사하면 돼요.",
      steps: [
        signIn,
        {
          picture: "menu-key",
          text: "왼쪽 메뉴에서 **API Key**(1)를 열고 그 아래의 **API Key**(2)를 누르세요.",
        },
        {
          picture: "unmask",
          text: "**Default API Key** 줄(1)에서 **마스킹 해제**(2)를 누르세요. 값은 이렇게 언제든 다시 볼 수 있어요.",
        },
        {
          picture: "identity",
          text: "콘솔이 본인 확인을 한 번 더 요구할 수 있어요. Keywright는 이 확인에 쓰는 값을 묻지 않아요.",
        },
        copyKey,
      ],
    },
    {
      id: "storage_key",
      title: "저장소에서 쓸 키 더 만들기",
      about: "파일을 두는 Object Storage에는 이 API Key가 아니라 Storage 탭의 키를 써요.",
      steps: [
        openStorageHere,
        addStorageKey,
        {
          picture: "storage-copy",
          text: "새 줄에 나온 키(1)와 비밀값(2)을 복사하세요. 이름은 Access Key와 Secret Key이거나 조금 다를 수 있어요.",
        },
        {
          picture: "choose-kind",
          text: "Keywright에서 Object Storage 1.0, 2.0, S3 가운데 저장소에 맞는 종류를 골라 넣으세요. 모르겠다면 그 종류의 안내에 있는 ‘어느 저장소의 키인지 알아보기’를 보세요.",
        },
      ],
    },
    {
      id: "questions",
      title: "API Key에 대해 자주 묻는 것",
      about: "연결하기 전에 알아 두면 좋은 것들이에요. 2025년 2월 24일의 안내를 바탕으로 했어요.",
      steps: [
        {
          picture: "all-rights",
          text: "이 키로 무엇을 할 수 있나요? root 계정이 하는 일은 모두 할 수 있어요. 서버(1)와 디스크(2), 네트워크(3)를 만들고 지우는 일도요.",
        },
        noNarrow,
        noExtra,
        onlyWays,
        {
          picture: "iam",
          text: "IAM 계정으로도 만들 수 있나요? 아니요. root 계정(1)만 되고 IAM 계정(2)은 안 돼요. IAM 계정에 열어 줄 계획도 없어요(2025년 2월 24일 기준).",
        },
        {
          picture: "unmask",
          text: "값을 다시 볼 수 있나요? 네. 콘솔의 **Default API Key** 줄(1)에서 **마스킹 해제**(2)를 누르면 돼요.",
        },
        {
          picture: "signed-address",
          text: "요청 주소도 조심해야 하나요? 네. 이 키로 서명한 주소(1)에는 끝나는 때가 없어서(2), 주소만 얻어도 같은 요청을 다시 보낼 수 있어요. 기록이나 채팅에 남기지 마세요.",
        },
        {
          picture: "support",
          text: "새어 나가면 어떻게 하나요? 콘솔에서 바꿀 수 없다면 고객 지원에 바로 막아 달라고 하세요. 순서는 ‘API Key가 새어 나갔어요’에 있어요.",
        },
      ],
    },
    {
      id: "rotate",
      title: "API Key 바꾸기",
      about:
        "콘솔에서 Default API Key를 다시 발급할 수 있는지는 확인하지 못했어요. 그런 버튼이 없다면 고객 지원에 요청하세요.",
      steps: [
        users,
        {
          picture: "key-actions",
          text: "콘솔의 **API Key** 화면에서 **Default API Key** 줄(1)에 다시 발급하는 버튼(2)이 있는지 보세요. 누르면 옛 키가 바로 멈출 수 있으니 준비가 된 다음에 누르세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "버튼이 없다면 KT 클라우드 고객 지원에 다시 발급해 달라고 하고, 옛 키가 언제 끝나는지도 물어보세요.",
        },
        {
          picture: "key-copy",
          text: "새 **API Key**(1)와 **Secret Key**(2)를 복사해 Keywright에 넣으세요.",
          done: "pasted",
        },
        { picture: "swap", text: "적어 둔 곳을 모두 새 키로 바꾸고 잘 되는지 확인하세요." },
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "retire",
      title: "API Key 그만 쓰기",
      about:
        "Keywright에서 지워도 키는 KT 클라우드에 남아 계속 작동해요. 콘솔에서 없앨 수 있는지는 확인하지 못했어요.",
      steps: [
        stopUsing,
        {
          picture: "key-actions",
          text: "콘솔의 **API Key** 화면에서 **Default API Key** 줄(1)에 지우거나 다시 발급하는 버튼(2)이 있는지 보고, 있으면 누르세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "버튼이 없다면 고객 지원에 이 키를 끝내 달라고 하세요. 없앨 수 없는 키라고 하면 다시 발급해 달라고 하세요. 그러면 옛 값은 쓸 수 없게 될 거예요.",
        },
        copies,
        checkEnded,
        removeHere,
      ],
    },
    {
      id: "leaked",
      title: "API Key가 새어 나갔어요",
      about: "기다리지 말고 바로 막으세요. 이 키를 가진 사람은 root 계정이 하는 일을 모두 할 수 있어요.",
      steps: [
        {
          picture: "key-actions",
          text: "콘솔에서 마스킹 해제를 하던 **API Key** 화면을 열고, **Default API Key** 줄(1)에 다시 발급하거나 지우는 버튼(2)이 있으면 바로 누르세요.",
          link: "console_home",
        },
        {
          picture: "support",
          text: "버튼이 없다면 KT 클라우드 고객 지원에 바로 연락해, 키가 새어 나갔으니 막고 다시 발급해 달라고 하세요.",
        },
        {
          picture: "portal-password",
          text: "포털 비밀번호도 새었을 수 있다면 함께 바꾸세요. 다만 비밀번호를 바꾼다고 이 키가 막히지는 않을 수 있어요.",
        },
        {
          picture: "signed-address",
          text: "이 키로 서명한 주소(1)가 기록이나 채팅에 남아 있으면 지우세요. 그 주소에는 끝나는 때가 없어서(2), 키가 막힐 때까지 누구나 같은 요청을 보낼 수 있어요.",
        },
        {
          picture: "ends",
          text: "키가 막히면 그 키로 보내는 요청과 서명한 주소(1)도 막혀요. 이미 만들어진 서버와 디스크, 따로 만든 Storage 키(2)는 그대로 남아요.",
        },
        lookAround,
        checkEnded,
        putInAgain,
      ],
    },
  ],
};
