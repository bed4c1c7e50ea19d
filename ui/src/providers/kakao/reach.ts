import type { ApiKey } from "../../api/generated/model";
import { no, ownRole, unknown, untold, yes, type Level, type LevelsOf } from "../reach";

const admin: Level = {
  read: yes("프로젝트의 모든 것을 봐요.", "Everything in its project."),
  change: yes("프로젝트의 서버, 네트워크, 구성원을 바꿔요.", "Servers, networks and members of its project."),
  delete: yes("프로젝트의 서버와 데이터를 지워요.", "Servers and data of its project."),
  spend: yes("요금이 드는 자원을 만들어요.", "It makes resources that cost money."),
};

const member: Level = {
  read: yes("프로젝트의 자원을 봐요.", "The resources of its project."),
  change: yes(
    "프로젝트의 자원을 바꿔요. 구성원은 못 바꿔요.",
    "The resources of its project, not its members.",
  ),
  delete: yes("프로젝트의 자원을 지워요.", "The resources of its project."),
  spend: yes("요금이 드는 자원을 만들어요.", "It makes resources that cost money."),
};

const reader: Level = {
  read: yes("프로젝트의 자원을 봐요.", "The resources of its project."),
  change: no("아무것도 바꾸지 못해요.", "It changes nothing."),
  delete: no("아무것도 지우지 못해요.", "It deletes nothing."),
  spend: no("아무것도 만들지 못해요.", "It makes nothing."),
};

/** The documents do not list the names of roles, so that they are known by their last word. */
const ofRoles: LevelsOf = ({ roles }: ApiKey) => {
  const [first = unnamed, ...others] = roles.map(({ name, custom }): Level => {
    const word = name.trim().toLowerCase();
    if (custom) return ownRole;
    if (word.endsWith("admin")) return admin;
    if (word.endsWith("member")) return member;
    return word.endsWith("reader") ? reader : untold;
  });
  return [first, ...others];
};

/** A key whose roles are not told has those of whoever made it. */
const unnamed: Level = {
  read: unknown(
    "키를 만든 사람이 프로젝트에서 보는 것을 똑같이 봐요.",
    "What whoever made it sees in the project.",
  ),
  change: unknown(
    "키를 만든 사람의 프로젝트 역할에 달렸어요.",
    "It depends on that person’s role in the project.",
  ),
  delete: unknown(
    "키를 만든 사람의 프로젝트 역할에 달렸어요.",
    "It depends on that person’s role in the project.",
  ),
  spend: unknown(
    "자원을 만들 수 있는 역할이면 요금이 들 수 있어요.",
    "It can, if that role makes resources.",
  ),
};

const storage: Level = {
  read: unknown(
    "키를 만든 사람이 볼 수 있는 버킷의 파일을 봐요.",
    "Files in the buckets that whoever made it may see.",
  ),
  change: unknown("버킷마다 준 역할에 달렸어요.", "It depends on the role for each bucket."),
  delete: unknown("버킷마다 준 역할에 달렸어요.", "It depends on the role for each bucket."),
  spend: no(
    "서버를 만들지는 못하지만, 올린 파일만큼 요금이 들어요.",
    "It makes no servers, though stored files are charged.",
  ),
};

export const reach = { kakao_iam_key: ofRoles, kakao_s3_key: () => [storage] as const };
