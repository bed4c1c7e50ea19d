import type { ProviderWords } from "../guide";
import { accessKey } from "./en/access-key";
import { gatewayKey } from "./en/gateway-key";
import { subAccountKey } from "./en/sub-account-key";

const en: ProviderWords = {
  name: "Naver Cloud",
  about: "Naver’s cloud: servers, storage and APIs",
  kinds: {
    naver_access_key: accessKey,
    naver_gateway_key: gatewayKey,
    naver_sub_account_key: subAccountKey,
  },
};

export default en;
