import { no, unknown, yes, type Level } from "../reach";

/** Whether it is the main account's or a sub account's, an access key does not tell. */
const accessKey: Level = {
  root: {
    ko: "메인 계정의 키라면 계정 주인과 똑같은 힘이 있어요.",
    en: "If it is the main account’s, it is as powerful as the owner.",
  },
  narrower: true,
  read: yes(
    "메인 계정의 키는 모든 것을 봐요. 서브 계정의 키는 정책만큼 봐요.",
    "The main account’s key sees everything; a sub account’s, what its policies allow.",
  ),
  change: yes(
    "서버, 네트워크, 서브 계정까지 바꿔요. 서브 계정의 키는 정책만큼이에요.",
    "Servers, networks, sub accounts; with a sub account’s, what its policies allow.",
  ),
  delete: yes(
    "서버와 데이터를 지워요. 서브 계정의 키는 정책만큼이에요.",
    "Servers and data; with a sub account’s, what its policies allow.",
  ),
  spend: yes(
    "요금이 드는 상품을 주문해요. 서브 계정의 키는 정책만큼이에요.",
    "It orders what costs money; with a sub account’s, what its policies allow.",
  ),
};

const subAccount: Level = {
  read: unknown(
    "서브 계정에 준 정책만큼 볼 수 있어요. 정책은 콘솔의 Sub Account에서 확인하세요.",
    "As much as the policies of its sub account allow. The console shows them under Sub Account.",
  ),
  change: unknown("서브 계정에 준 정책에 달렸어요.", "It depends on the policies of the sub account."),
  delete: unknown("서브 계정에 준 정책에 달렸어요.", "It depends on the policies of the sub account."),
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
  naver_access_key: () => [accessKey] as const,
  naver_sub_account_key: () => [subAccount] as const,
  naver_gateway_key: () => [gateway] as const,
};
