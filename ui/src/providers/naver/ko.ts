import type { ProviderWords } from "../guide";
import { accessKey } from "./ko/access-key";
import { gatewayKey } from "./ko/gateway-key";
import { subAccountKey } from "./ko/sub-account-key";

const ko: ProviderWords = {
  name: "네이버 클라우드",
  about: "서버와 저장소, API를 빌려 쓰는 네이버의 클라우드",
  kinds: {
    naver_access_key: accessKey,
    naver_gateway_key: gatewayKey,
    naver_sub_account_key: subAccountKey,
  },
};

export default ko;
