import { no, unknown, yes, type Level } from "../reach";

const mainAccount: Level = {
  root: true,
  narrower: "naver_sub_account_key",
  read: yes(
    "계정 주인이 보는 모든 것을 봐요. Object Storage의 파일도요.",
    "All that the owner of the account sees, files in Object Storage included.",
  ),
  change: yes("서버, 네트워크, 하위 계정까지 모두 바꿔요.", "Servers, networks, sub accounts: everything."),
  delete: yes("서버와 데이터, 하위 계정을 지워요.", "Servers, data and sub accounts."),
  spend: yes("요금이 드는 모든 상품을 주문해요.", "It orders anything that costs money."),
};

const subAccount: Level = {
  read: unknown(
    "하위 계정에 준 정책만큼 볼 수 있어요. 정책은 콘솔의 Sub Account에서 확인하세요.",
    "As much as the policies of its sub account allow. The console shows them under Sub Account.",
  ),
  change: unknown("하위 계정에 준 정책에 달렸어요.", "It depends on the policies of the sub account."),
  delete: unknown("하위 계정에 준 정책에 달렸어요.", "It depends on the policies of the sub account."),
  spend: unknown(
    "상품을 주문하는 정책이 있으면 요금이 들 수 있어요.",
    "It can, if a policy lets it order products.",
  ),
};

const gateway: Level = {
  read: unknown("구독한 API가 돌려주는 것만 봐요.", "Only what the APIs it is subscribed to return."),
  change: unknown(
    "구독한 API가 무엇을 바꾸는지는 API를 만든 쪽이 정해요.",
    "Whoever publishes those APIs decides what they change.",
  ),
  delete: unknown(
    "구독한 API가 무엇을 지우는지는 API를 만든 쪽이 정해요.",
    "Whoever publishes those APIs decides what they delete.",
  ),
  spend: no("네이버 클라우드의 상품을 주문하지는 못해요.", "It orders nothing in Naver Cloud."),
};

export const reach = {
  naver_access_key: () => [mainAccount] as const,
  naver_sub_account_key: () => [subAccount] as const,
  naver_gateway_key: () => [gateway] as const,
};
