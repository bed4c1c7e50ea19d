import { no, yes, type Level } from "../reach";

const gPlatform: Level = {
  root: true,
  read: yes("계정의 모든 것을 봐요.", "Everything in the account."),
  change: yes(
    "서버와 네트워크를 모두 바꿔요. 권한을 줄일 방법이 없어요.",
    "All servers and networks. Its rights cannot be narrowed.",
  ),
  delete: yes("서버와 디스크를 지워요.", "Servers and disks."),
  spend: yes("요금이 드는 서버를 만들어요.", "It makes servers that cost money."),
};

const dLogin: Level = {
  root: true,
  read: yes(
    "계정의 로그인 정보예요. 포털에서 보는 모든 것을 볼 수 있어요.",
    "It is the login of the account: all that the portal shows.",
  ),
  change: yes("서버와 네트워크, 계정 설정까지 바꿀 수 있어요.", "Servers, networks, and the account itself."),
  delete: yes("서버와 디스크를 지워요.", "Servers and disks."),
  spend: yes("요금이 드는 상품을 신청해요.", "It orders products that cost money."),
};

const storage: Level = {
  read: yes("이 스토리지의 모든 파일을 봐요.", "All files in this storage."),
  change: yes("파일을 올리고 덮어써요.", "It uploads and overwrites files."),
  delete: yes("파일과 버킷을 지워요.", "Files and buckets."),
  spend: no(
    "서버를 만들지는 못하지만, 올린 파일만큼 요금이 들어요.",
    "It makes no servers, though stored files are charged.",
  ),
};

export const reach = {
  kt_g_key: () => [gPlatform] as const,
  kt_d_login: () => [dLogin] as const,
  kt_storage_1: () => [storage] as const,
  kt_storage_2: () => [storage] as const,
  kt_storage_s3: () => [storage] as const,
};
