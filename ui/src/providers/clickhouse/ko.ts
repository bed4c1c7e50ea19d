import type { ProviderWords } from "../guide";

const ko: ProviderWords = {
  name: "ClickHouse Cloud",
  about: "빠른 분석용 데이터베이스",
  kinds: {
    clickhouse_key: {
      name: "API 키",
      about:
        "대시보드나 자동화 도구가 ClickHouse Cloud에 들어갈 때 쓰는 키예요. Key ID와 Key secret이 한 쌍이에요.",
      fields: {
        key_id: {
          label: "Key ID",
          help: "콘솔에서 키를 만들면 나오는 두 값 중 짧은 쪽이에요.",
        },
        key_secret: {
          label: "Key secret",
          help: "두 값 중 긴 쪽이에요. 콘솔은 한 번만 보여 줘요.",
        },
        name: {
          label: "이름",
          help: "누가 어디에 쓰는 키인지 알 수 있게 지어 주세요.",
          placeholder: "매출 대시보드",
        },
        assigned_role_ids: {
          label: "할 수 있는 일",
          help: "꼭 필요한 것만 골라 주세요. 나중에 바꿀 수 있어요.",
        },
        expire_at: {
          label: "쓸 수 있는 기간",
          help: "기간이 끝나면 키가 저절로 멈춰요. 나중에 바꿀 수 있어요.",
        },
        ip_access_list: {
          label: "쓸 수 있는 곳",
          help: "이 키를 쓰는 프로그램이 인터넷에 나올 때의 주소예요.",
        },
        state: {
          label: "만들자마자 켜 두기",
          help: "꺼 두면 ‘다시 사용’을 누를 때까지 작동하지 않아요.",
        },
        hash_data: {
          label: "비밀값을 이 컴퓨터에서 만들기",
          help: "비밀값이 인터넷으로 나가지 않고, ClickHouse Cloud에는 확인용 지문만 보내요. 아직 모든 조직에서 된다고 확인되지 않았어요. 받아 주지 않으면 알려 드리니 그때 끄고 만드세요.",
        },
      },
      roles: {
        admin: { about: "조직의 모든 것을 보고 바꿔요. 키를 만들고 지울 수도 있어요.", reach: "all" },
        developer: { about: "배정된 서비스를 보기만 해요.", reach: "read" },
        billing: { about: "요금과 결제 수단을 보고 바꿔요.", reach: "change" },
        member: {
          about: "조직에 들어갈 수 있게만 해요. 서비스에서 할 일은 다른 역할로 줘요.",
          reach: "read",
        },
        "organization api reader": { about: "조직의 정보를 읽기만 해요.", reach: "read" },
        "org api reader": { about: "조직의 정보를 읽기만 해요.", reach: "read" },
        "service reader": { about: "서비스를 보기만 해요.", reach: "read" },
        "service read only": { about: "서비스를 보기만 해요.", reach: "read" },
        "service read-only": { about: "서비스를 보기만 해요.", reach: "read" },
        "service admin": { about: "서비스의 모든 것을 보고 바꿔요.", reach: "all" },
        "service api reader": { about: "서비스의 정보를 API로 읽기만 해요.", reach: "read" },
        "service api admin": { about: "서비스를 API로 보고 바꿔요.", reach: "change" },
        "basic service api reader": { about: "쿼리 엔드포인트(저장한 SQL의 주소)를 불러요.", reach: "read" },
        "query endpoints": { about: "쿼리 엔드포인트(저장한 SQL의 주소)를 불러요.", reach: "read" },
        query_endpoints: { about: "쿼리 엔드포인트(저장한 SQL의 주소)를 불러요.", reach: "read" },
        "sql console read only": { about: "SQL 콘솔에서 데이터를 읽기만 해요.", reach: "read" },
        "sql console read-only": { about: "SQL 콘솔에서 데이터를 읽기만 해요.", reach: "read" },
        "sql console admin": { about: "SQL 콘솔에서 데이터를 읽고 바꿔요.", reach: "change" },
      },
      roleTip: {
        roles: ["query endpoints", "query_endpoints", "basic service api reader"],
        beside: ["member", "admin", "developer", "organization api reader", "org api reader"],
        text: "쿼리 엔드포인트에 쓰려면 조직 역할 Member(또는 그 이상)와 서비스의 Query Endpoints 권한이 함께 있어야 해요.",
        guide: "query_endpoint",
      },
      links: {
        console_home: "콘솔 열기",
        console_keys: "API Keys 페이지 열기",
        console_roles: "Users and roles 열기",
        audit: "활동 기록 열기",
        sign_up: "가입 페이지 열기",
        docs: "공식 문서 열기",
      },
      guides: [
        {
          id: "first_key",
          title: "콘솔에서 첫 키 만들기",
          about:
            "Keywright를 연결하려면 키가 하나 필요해요. 이 키만 콘솔에서 만들면 나머지는 여기서 만들 수 있어요.",
          steps: [
            {
              picture: "sign-in",
              text: "ClickHouse Cloud 콘솔을 열고 로그인하세요.",
              link: "console_home",
              done: "opened",
            },
            { picture: "menu", text: "왼쪽 메뉴에서 **API Keys**를 누르세요." },
            { picture: "new-key", text: "오른쪽 위의 **New API Key**를 누르세요." },
            {
              picture: "name-role",
              text: "이름을 적고(1) 권한은 **Admin**을 고르세요(2). 권한을 좁히려면 create, view, update, delete-api-keys와 manage가 든 사용자 지정 역할을 고르세요.",
            },
            {
              picture: "expiry",
              text: "만료 기간을 고르세요. 끝나기 전에 키를 바꿔야 하니 90일 정도가 알맞아요.",
            },
            {
              picture: "access",
              text: "**Allow access to this API Key**에서 어디서나 쓸지(1), **Specific locations**로 주소를 정할지(2) 고르세요.",
            },
            { picture: "generate", text: "**Generate API Key**를 누르세요.", done: "key_appeared" },
            {
              picture: "copy-both",
              text: "창을 닫기 전에 **Key ID**(1)와 **Key secret**(2)을 복사해 여기에 붙여 넣으세요. secret은 다시 볼 수 없어요.",
              done: "pasted",
            },
          ],
        },
        {
          id: "query_endpoint",
          title: "쿼리 엔드포인트에 키 주기",
          about: "저장한 SQL을 주소로 불러 쓰는 프로그램에 줄 키예요.",
          steps: [
            {
              picture: "endpoint-roles",
              text: "키에 조직 역할 **Member**(1)와 쓸 서비스의 **Query Endpoints** 권한(2)을 주세요.",
              link: "console_keys",
            },
            {
              picture: "endpoint-share",
              text: "SQL 콘솔에서 저장한 쿼리를 열고 **Share**(1)를 눌러 **API Endpoint**(2)를 고르세요.",
              link: "console_home",
            },
            {
              picture: "endpoint-key",
              text: "쓸 키(1)와 데이터베이스 역할(2)을 고르고 저장(3)하세요.",
            },
            {
              picture: "access",
              text: "키를 어디서나 쓸 수 있는지(1), 아니면 부르는 프로그램의 주소가 **Specific locations**(2)에 들어 있는지 확인하세요. 서비스의 주소 제한은 여기에 쓰이지 않아요.",
            },
          ],
        },
        {
          id: "retire",
          title: "안전하게 키 그만 쓰기",
          about: "삭제는 되돌릴 수 없어요. 먼저 일시 중지해 보고, 아무 일도 없으면 삭제하세요.",
          steps: [
            {
              picture: "last-used",
              text: "키 목록에서 **마지막 사용**을 보고 아직 쓰이는 키인지 확인하세요.",
            },
            { picture: "swap", text: "쓰이고 있다면 새 키를 만들어 그 프로그램의 값을 먼저 바꾸세요." },
            {
              picture: "switch-off",
              text: "옛 키를 **일시 중지**하고 며칠 기다리세요. 문제가 생기면 바로 다시 사용할 수 있어요.",
              done: "key_paused",
            },
            {
              picture: "delete",
              text: "아무 일도 없으면 삭제하세요. 삭제하면 그 키를 쓰는 곳은 바로 끊겨요.",
              done: "key_gone",
            },
          ],
        },
        {
          id: "lost_secret",
          title: "비밀값을 잃어버렸어요",
          about:
            "ClickHouse Cloud는 Key secret을 한 번만 보여 줘요. 다시 볼 수는 없지만 금방 바꿀 수 있어요.",
          steps: [
            {
              picture: "last-used",
              text: "먼저 키 목록에서 그 키를 눌러 보세요. 비밀값이 이 컴퓨터에 있다면 언제든 복사할 수 있어요.",
            },
            {
              picture: "new-key",
              text: "없다면 같은 역할로 새 키를 만드세요. 비밀값은 이 컴퓨터에 보관돼요.",
              done: "key_appeared",
            },
            { picture: "swap", text: "그 키를 쓰던 프로그램에 새 값을 넣고 잘 되는지 확인하세요." },
            { picture: "delete", text: "옛 키를 일시 중지하고, 문제가 없으면 삭제하세요.", done: "key_gone" },
          ],
        },
      ],
    },
  },
};

export default ko;
