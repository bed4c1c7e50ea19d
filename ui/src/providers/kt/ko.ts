import type { ProviderWords } from "../guide";
import { dLogin } from "./ko/d-login";
import { gKey } from "./ko/g-key";
import { storage1, storage2, storageS3 } from "./ko/storage";

const ko: ProviderWords = {
  name: "KT 클라우드",
  about: "서버와 저장소를 빌려 쓰는 KT의 클라우드",
  kinds: {
    kt_d_login: dLogin,
    kt_g_key: gKey,
    kt_storage_s3: storageS3,
    kt_storage_2: storage2,
    kt_storage_1: storage1,
  },
};

export default ko;
