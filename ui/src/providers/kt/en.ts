import type { ProviderWords } from "../guide";
import { dLogin } from "./en/d-login";
import { gKey } from "./en/g-key";
import { storage1, storage2, storageS3 } from "./en/storage";

const en: ProviderWords = {
  name: "KT Cloud",
  about: "KT’s cloud: servers and storage",
  kinds: {
    kt_d_login: dLogin,
    kt_g_key: gKey,
    kt_storage_s3: storageS3,
    kt_storage_2: storage2,
    kt_storage_1: storage1,
  },
};

export default en;
