import type { Guide, KindWords, ProviderWords, Step } from "../guide";

const links = {
  console_home: "콘솔 열기",
  docs: "공식 문서 열기",
};

const facts: NonNullable<KindWords["facts"]> = {
  user: { label: "사용자" },
  user_id: { label: "사용자 고유 ID" },
  organization: { label: "조직" },
  organization_id: { label: "조직 ID" },
  project: { label: "프로젝트" },
  project_id: { label: "프로젝트 ID" },
  roles: { label: "역할" },
  token_expires: { label: "토큰이 끝나는 때" },
  key_expires: { label: "키가 끝나는 때" },
  restricted: {
    label: "키 관리",
    values: {
      true: "키를 만들거나 지울 수 없음 (일반 키)",
      false: "키를 만들고 지울 수 있음",
    },
  },
};

const openCredentials: Step = {
  picture: "profile-credentials",
  text: "콘솔 오른쪽 위의 프로필(1)에서 **자격 증명**(2)을 누르세요.",
  link: "console_home",
};

const password: Step = {
  picture: "password",
  text: "비밀번호를 콘솔에 다시 입력하고(1) **비밀번호 확인**(2)을 누르세요. Keywright는 이 비밀번호를 묻지 않아요.",
};

const confirmDelete: Step = {
  picture: "confirm-delete",
  text: "정말 지울지 묻는 창에서 **삭제**를 누르세요.",
  done: "key_gone",
};

const confirmDeleteWithTokens: Step = {
  picture: "confirm-delete",
  text: "정말 지울지 묻는 창에서 **삭제**를 누르세요. 이 키로 받은 토큰도 함께 끝나요.",
  done: "key_gone",
};

const checkGone: Step = {
  picture: "refused",
  text: "Keywright에서 이 키의 작동을 확인해 보세요. 거절되면 잘 지워진 거예요.",
};

const newIamKey: Step = {
  picture: "iam-new",
  text: "**IAM 액세스 키** 탭(1)에서 **IAM 액세스 키 생성**(2)을 누르세요. 프로젝트마다 2개까지 만들 수 있어요.",
};

const copyIamKey: Step = {
  picture: "iam-copy",
  text: "창을 닫기 전에 **IAM 액세스 키 ID**(1)와 **보안 액세스 키**(2)를 복사해 여기에 붙여 넣고 **확인**(3)을 누르세요. 닫으면 다시 볼 수 없어요.",
  done: "pasted",
};

const deleteIamKey: Step = {
  picture: "iam-more",
  text: "**IAM 액세스 키** 탭(1)에서 지울 키를 이름으로 찾아 줄 끝의 …(2)를 누르고 **삭제**(3)를 고르세요.",
};

const newS3Key: Step = {
  picture: "s3-new",
  text: "**S3 액세스 키** 탭(1)에서 **S3 액세스 키 생성**(2)을 누르세요. 프로젝트마다 2개까지 만들 수 있어요.",
};

const deleteS3Key: Step = {
  picture: "s3-more",
  text: "**S3 액세스 키** 탭(1)에서 지울 키를 이름으로 찾아 줄 끝의 …(2)를 누르고 **삭제**(3)를 고르세요.",
};

const makeIamKey: Step = {
  picture: "iam-new",
  text: "**IAM 액세스 키** 탭(1)에서 **IAM 액세스 키 생성**(2)을 눌러 새 키를 만드세요. 순서는 ‘콘솔에서 IAM 액세스 키 만들기’에 자세히 있어요.",
  done: "key_appeared",
};

const makeS3Key: Step = {
  picture: "s3-new",
  text: "**S3 액세스 키** 탭(1)에서 **S3 액세스 키 생성**(2)을 눌러 새 키를 만드세요. 순서는 ‘콘솔에서 S3 액세스 키 만들기’에 자세히 있어요.",
  done: "key_appeared",
};

const swap: Step = {
  picture: "swap",
  text: "이 키를 쓰는 프로그램이 있다면 새 키를 먼저 넣고 잘 되는지 확인하세요.",
};

const keepOne: Step = {
  picture: "swap",
  text: "그 키를 쓰는 프로그램이 있다면 남길 키를 먼저 넣고 잘 되는지 확인하세요.",
};

const putInAgain: Step = {
  picture: "swap",
  text: "끊긴 프로그램에 새 키를 넣고 잘 되는지 확인하세요.",
};

/** A key that is refused because of its owner's rights, after a look at the key itself. */
const refused = (find: Step): Guide => ({
  id: "refused",
  title: "잘 되던 키가 거절돼요",
  about:
    "키의 주인이 프로젝트에서 빠지거나 역할을 잃으면 키가 바로 멈춰요. 되돌아오면 같은 키가 다시 작동할 수 있으니 값을 서둘러 지우지 마세요.",
  steps: [
    find,
    {
      picture: "member-role",
      text: "**Project Management**에서 키의 주인이 아직 프로젝트에 있고 역할이 그대로인지 보세요. 빠졌다면 프로젝트 관리자에게 되돌려 달라고 하세요.",
    },
    {
      picture: "keep",
      text: "이 컴퓨터에 보관한 값은 그대로 두세요. 콘솔에서 다시 볼 수 없는 값이에요.",
    },
    {
      picture: "verify",
      text: "역할이 돌아왔다면 Keywright에서 작동을 확인하세요. 그래도 거절되면 새 키를 만드세요.",
    },
  ],
});

const iamKey: KindWords = {
  name: "IAM 액세스 키",
  about:
    "프로그램이 카카오클라우드 API를 쓰려고 토큰을 받을 때 필요한 키예요. 토큰은 12시간까지 쓸 수 있고, 역할이 바뀌거나 키가 지워지면 더 일찍 끝나요.",
  ways: {
    by_id: { label: "액세스 키 ID로" },
    by_name: {
      label: "이름으로",
      hint: "ID를 잃어버렸을 때 쓰는 방법이에요. 사용자 고유 ID와 보안 액세스 키도 있어야 해요.",
      guide: "user_id",
    },
  },
  fields: {
    id: {
      label: "IAM 액세스 키 ID",
      help: "키를 만들 때 나오는 두 값 중 하나예요. 어느 키인지 알려 줘요.",
    },
    secret: {
      label: "보안 액세스 키",
      help: "토큰을 받을 때 쓰는 비밀값이에요. 만들 때 한 번만 보여요.",
    },
    name: {
      label: "IAM 액세스 키 이름",
      help: "콘솔의 키 목록에 나오는 이름이에요. 새로 지을 때는 어디에 쓰는 키인지 알 수 있게 지어 주세요.",
      placeholder: "정산 서버",
    },
    user_id: {
      label: "사용자 고유 ID",
      help: "콘솔의 계정 정보에 있는 긴 값이에요. 로그인할 때 쓰는 ID와는 달라요.",
    },
    description: {
      label: "IAM 액세스 키 설명",
      help: "비워 둬도 돼요.",
      placeholder: "매일 밤 정산 파일을 올려요",
    },
    expiry: {
      label: "만료일",
      help: "이날이 지나면 키가 저절로 멈춰요. 날을 정해 두면 잊힌 키가 오래 남지 않아요.",
    },
  },
  roles: {},
  links,
  facts,
  needs: {
    text: "카카오클라우드 문서에는 IAM 액세스 키를 API로 보는 방법이 없어요. 목록은 콘솔의 자격 증명에서 볼 수 있어요.",
  },
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 IAM 액세스 키 만들기",
      about: "Keywright를 연결하려면 키가 하나 필요해요. 카카오클라우드에서는 이 키를 콘솔에서 만들어요.",
      steps: [
        openCredentials,
        password,
        newIamKey,
        {
          picture: "form-project",
          text: "키를 쓸 **프로젝트**를 고르세요. 키는 그 프로젝트에서 내가 맡은 역할만큼만 할 수 있어요.",
        },
        {
          picture: "form-name",
          text: "**IAM 액세스 키 이름**을 적으세요. 어디에 쓰는 키인지 알 수 있게 지으면 나중에 찾기 쉬워요.",
        },
        {
          picture: "form-note",
          text: "**IAM 액세스 키 설명**은 적어도 되고 비워 둬도 돼요.",
        },
        {
          picture: "form-expiry",
          text: "**만료일**은 ‘무제한’보다 석 달쯤 뒤로 정하는 편이 안전해요. 끝나기 전에 새 키로 바꾸면 돼요.",
        },
        {
          picture: "form-create",
          text: "**생성**을 누르세요. 이다음에 뜨는 창은 두 값을 옮길 때까지 닫지 마세요. 닫으면 다시 볼 수 없어요.",
          done: "key_appeared",
        },
        {
          picture: "iam-copy",
          text: "**IAM 액세스 키 ID**(1)와 **보안 액세스 키**(2)를 복사해 여기에 붙여 넣은 다음 **확인**(3)을 누르세요.",
          done: "pasted",
        },
      ],
    },
    {
      id: "user_id",
      title: "사용자 고유 ID 찾기",
      about:
        "IAM 액세스 키 ID를 잃어버려 이름으로 연결할 때만 필요해요. ID로 연결하면 Keywright가 알아서 읽어 와요.",
      steps: [
        {
          picture: "profile-account",
          text: "콘솔 오른쪽 위의 프로필(1)에서 **계정 정보**(2)를 누르세요.",
          link: "console_home",
        },
        password,
        {
          picture: "user-id",
          text: "**사용자 고유 ID**를 복사하세요. 콘솔에 따라 ‘사용자 UUID’나 그냥 ‘ID’라고 나오기도 해요. 로그인할 때 쓰는 계정이 아니라 영문과 숫자로 된 긴 값이에요.",
        },
        {
          picture: "iam-names",
          text: "키의 이름을 잊었다면 **자격 증명**의 **IAM 액세스 키** 탭에서 보세요. 띄어쓰기까지 그대로 넣어야 해요.",
        },
      ],
    },
    {
      id: "service_account",
      title: "서비스 계정의 키 만들기",
      about:
        "내 키는 내가 프로젝트를 떠나면 멈춰요. 여럿이 함께 쓰는 프로그램에는 사람에게 딸리지 않은 서비스 계정의 키가 나아요.",
      steps: [
        {
          picture: "pm-open",
          text: "콘솔 대시보드의 **Project Management**(1)에서 **서비스 계정**(2)을 여세요. 조직의 **IAM** 메뉴에서는 보기만 할 수 있어요.",
          link: "console_home",
        },
        {
          picture: "sa-new",
          text: "**서비스 계정 생성**을 누르세요. 버튼이 없다면 Project Admin이나 IAM Project Admin 역할을 가진 사람에게 부탁하세요.",
        },
        {
          picture: "sa-form",
          text: "ID와 이름을 적고(1) **생성**(2)을 누르세요. 적은 ID 뒤에는 프로젝트 ID와 @kc.serviceaccount.com이 붙어요.",
        },
        {
          picture: "sa-open",
          text: "목록에서 방금 만든 서비스 계정을 여세요. 역할은 프로그램에 꼭 필요한 것만 주세요.",
        },
        {
          picture: "sa-key",
          text: "**IAM 액세스 키**(1)에서 **IAM 액세스 키 생성**(2)을 누르고 이름과 만료일을 정하세요. 나중에 지울 때도 여기서 지워요.",
        },
        copyIamKey,
      ],
    },
    {
      id: "retire",
      title: "IAM 액세스 키 지우기",
      about:
        "IAM 액세스 키는 잠시 멈출 수 없고 지우기만 할 수 있어요. 지운 키는 되살릴 수 없으니 새 키로 먼저 바꾸세요.",
      steps: [swap, openCredentials, password, deleteIamKey, confirmDeleteWithTokens, checkGone],
    },
    {
      id: "quota_full",
      title: "IAM 액세스 키를 더 만들 수 없어요",
      about:
        "IAM 액세스 키는 프로젝트마다 2개까지예요. 하나를 지우면 새로 만들 수 있고, 다른 프로젝트에는 따로 만들 수 있어요.",
      steps: [
        {
          picture: "iam-find",
          text: "콘솔의 **자격 증명**에서 **IAM 액세스 키** 탭(1)을 열고, 그만 쓸 키(2)를 골라 어느 프로그램이 쓰는지 확인하세요.",
          link: "console_home",
        },
        keepOne,
        deleteIamKey,
        confirmDeleteWithTokens,
        makeIamKey,
      ],
    },
    {
      id: "leaked",
      title: "IAM 액세스 키가 새어 나갔어요",
      about:
        "기다리지 말고 콘솔에서 바로 지우세요. 그 키로 받은 토큰도 함께 끝나요. 그 키를 쓰던 프로그램은 새 키를 넣을 때까지 멈춰요.",
      steps: [
        openCredentials,
        password,
        deleteIamKey,
        confirmDeleteWithTokens,
        {
          picture: "look-around",
          text: "모르는 서버(1)나 버킷(2), S3 액세스 키(3)가 생기지 않았는지 살펴보세요. 새어 나간 키로 만들었을 수 있어요.",
        },
        makeIamKey,
        putInAgain,
      ],
    },
    refused({
      picture: "iam-find",
      text: "콘솔의 **자격 증명**에서 **IAM 액세스 키** 탭(1)을 열고, 키(2)가 남아 있고 만료일이 지나지 않았는지 보세요.",
      link: "console_home",
    }),
  ],
};

const s3Key: KindWords = {
  name: "S3 액세스 키",
  about:
    "프로그램이 Object Storage를 S3 방식으로 쓸 때 서명하는 키예요. 인증 키와 보안 액세스 키가 한 쌍이에요.",
  fields: {
    access: {
      label: "인증 키",
      help: "S3 액세스 키의 ID예요. S3 도구에서는 흔히 Access Key ID라고 불러요.",
    },
    secret: {
      label: "보안 액세스 키",
      help: "서명에 쓰는 비밀값이에요. 만들 때 한 번만 보여요.",
    },
    region: {
      label: "리전",
      help: "버킷이 있는 곳이에요. 잘 모르겠다면 kr-central-2로 두세요.",
    },
    label: {
      label: "이 컴퓨터에서 부를 이름",
      help: "카카오클라우드의 API는 S3 액세스 키에 이름을 붙이지 않아요. 이 컴퓨터만 아는 이름이에요.",
      placeholder: "사진 백업",
    },
  },
  choices: { region: { "kr-central-2": "kr-central-2 (기본)" } },
  roles: {},
  links,
  needs: {
    text: "IAM 액세스 키로는 S3 액세스 키 목록을 볼 수 없을 때가 있어요. S3 액세스 키가 없다는 뜻은 아니에요. 콘솔에서 만든 키를 여기에 넣으면 보관하고 쓸 수 있어요.",
    guide: "first_key",
  },
  guides: [
    {
      id: "first_key",
      title: "콘솔에서 S3 액세스 키 만들기",
      about: "S3 도구로 Object Storage를 쓸 때 필요해요. 여기서 만들 수 없다면 콘솔에서 만들어 넣으세요.",
      steps: [
        openCredentials,
        password,
        newS3Key,
        {
          picture: "s3-form",
          text: "**프로젝트**(1)와 **S3 액세스 키 이름**(2)을 채우고 **생성**(3)을 누르세요. 이다음에 뜨는 창은 두 값을 옮길 때까지 닫지 마세요. 닫으면 다시 볼 수 없어요.",
          done: "key_appeared",
        },
        {
          picture: "s3-copy",
          text: "**인증 키**(1)와 **보안 액세스 키**(2)를 복사해 여기에 붙여 넣은 다음 **확인**(3)을 누르세요.",
          done: "pasted",
        },
      ],
    },
    {
      id: "use",
      title: "S3 도구에서 쓰기",
      about: "S3를 쓰는 도구라면 대부분 주소와 리전만 바꿔 카카오클라우드에서 쓸 수 있어요.",
      steps: [
        {
          picture: "s3-endpoint",
          text: "주소(1)에는 https://objectstorage.kr-central-2.kakaocloud.com, 리전(2)에는 kr-central-2를 넣으세요. 다른 리전이라면 두 값의 kr-central-2를 그 리전으로 바꾸세요.",
        },
        {
          picture: "s3-path",
          text: "도구의 설정에서 path style을 켜세요. 버킷 이름을 주소 앞이 아니라 뒤에 붙이는 방식이에요.",
        },
        {
          picture: "s3-versions",
          text: "카카오클라우드가 쓸 수 있다고 밝힌 가장 새로운 버전은 AWS CLI 2.22.0(1), boto3 1.35.99(2), JavaScript SDK 3.726.1(3)이에요. 더 새로운 버전은 안 될 수 있어요.",
        },
        {
          picture: "s3-roles",
          text: "버킷 목록을 보려면 **Object Storage manager**(1)나 **Object Storage viewer**(2) 역할이 있어야 해요. 보기만 한다면 viewer면 충분해요. 콘솔에서는 이름이 조금 다를 수 있어요.",
        },
        {
          picture: "bucket-role",
          text: "파일을 읽고 쓰려면 그 버킷(1)의 **권한** 탭(2)에서 **역할 추가**(3)로 버킷의 역할도 받아야 해요. 이름은 조금 다를 수 있어요.",
        },
        { picture: "verify", text: "Keywright에서 이 키가 작동하는지 확인하세요." },
      ],
    },
    {
      id: "retire",
      title: "S3 액세스 키 지우기",
      about:
        "S3 액세스 키는 잠시 멈출 수 없고, 끝나는 날도 따로 없는 것으로 보여요. 그만 쓰는 키는 새 키로 바꾼 뒤 지우세요.",
      steps: [swap, openCredentials, password, deleteS3Key, confirmDelete, checkGone],
    },
    {
      id: "quota_full",
      title: "S3 액세스 키를 더 만들 수 없어요",
      about:
        "S3 액세스 키는 프로젝트마다 2개까지예요. 하나를 지우면 새로 만들 수 있고, 다른 프로젝트에는 따로 만들 수 있어요.",
      steps: [
        {
          picture: "s3-find",
          text: "콘솔의 **자격 증명**에서 **S3 액세스 키** 탭(1)을 열고, 그만 쓸 키(2)를 골라 어느 프로그램이 쓰는지 확인하세요.",
          link: "console_home",
        },
        keepOne,
        deleteS3Key,
        confirmDelete,
        makeS3Key,
      ],
    },
    {
      id: "leaked",
      title: "S3 액세스 키가 새어 나갔어요",
      about: "기다리지 말고 콘솔에서 바로 지우세요. 그 키를 쓰던 프로그램은 새 키를 넣을 때까지 멈춰요.",
      steps: [
        openCredentials,
        password,
        deleteS3Key,
        confirmDelete,
        {
          picture: "bucket-look",
          text: "버킷에 모르는 파일이 생기거나 있던 파일이 바뀌거나 사라지지 않았는지 살펴보세요.",
        },
        makeS3Key,
        putInAgain,
      ],
    },
    refused({
      picture: "s3-find",
      text: "콘솔의 **자격 증명**에서 **S3 액세스 키** 탭(1)을 열고, 키(2)가 남아 있는지 보세요.",
      link: "console_home",
    }),
  ],
};

const ko: ProviderWords = {
  name: "카카오클라우드",
  about: "서버와 저장소를 빌려 쓰는 카카오의 클라우드",
  kinds: {
    kakao_iam_key: iamKey,
    kakao_s3_key: s3Key,
  },
};

export default ko;
