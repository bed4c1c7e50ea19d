import type { ApiKey } from "../../api/generated/model";
import { no, ownRole, untold, unknown, yes, type Level, type LevelsOf } from "../reach";

const changesNothing = no("아무것도 바꾸지 못해요.", "It changes nothing.");
const deletesNothing = no("아무것도 지우지 못해요.", "It deletes nothing.");
const spendsNothing = no("서비스를 만들거나 키우지 못해요.", "It cannot start or enlarge services.");
const readsOnly = { change: changesNothing, delete: deletesNothing, spend: spendsNothing };

const admin: Level = {
  root: true,
  read: yes(
    "조직의 모든 것을 봐요. 서비스, 구성원, 다른 키, 요금까지요.",
    "Everything in the organization: services, members, other keys and charges.",
  ),
  change: yes("서비스, 구성원, 역할, 다른 키를 바꿔요.", "Services, members, roles and other keys."),
  delete: yes("서비스를 데이터째 지우고, 다른 키도 지워요.", "Services with their data, and other keys."),
  spend: yes("요금이 드는 서비스를 만들고 키워요.", "It starts and enlarges services, which costs money."),
};

const serviceAdmin: Level = {
  read: yes("맡은 서비스의 설정과 상태를 봐요.", "The services it was given: settings and state."),
  change: yes("맡은 서비스의 설정을 바꿔요.", "The settings of those services."),
  delete: yes("맡은 서비스를 데이터째 지울 수 있어요.", "Those services, with their data."),
  spend: yes("서비스를 켜고 키워서 요금이 늘 수 있어요.", "It starts and enlarges them, which costs money."),
};

const serviceApiAdmin: Level = {
  ...serviceAdmin,
  delete: unknown(
    "서비스를 지울 수 있는지 문서에 없어요.",
    "The documents do not say whether it deletes services.",
  ),
};

const developer: Level = {
  read: yes("맡은 서비스의 설정과 상태를 봐요.", "The services it was given: settings and state."),
  change: yes(
    "권한이 같거나 더 적은 키를 만들 수 있어요.",
    "Nothing but this: it can make keys with the same or fewer rights.",
  ),
  delete: no("서비스를 지우지 못해요.", "It deletes no services."),
  spend: spendsNothing,
};

const billing: Level = {
  read: yes("요금과 청구서를 봐요.", "Charges and invoices."),
  change: yes("결제 수단을 바꿔요.", "Means of payment."),
  delete: deletesNothing,
  spend: yes(
    "결제 수단을 다뤄요. 서비스를 만들지는 못해요.",
    "It handles means of payment, and starts no services.",
  ),
};

const organizationReader: Level = {
  read: yes("조직의 설정과 구성원, 서비스를 봐요.", "The organization’s settings, members and services."),
  ...readsOnly,
};

const serviceReader: Level = {
  read: yes("맡은 서비스의 설정과 상태를 봐요.", "The services it was given: settings and state."),
  ...readsOnly,
};

const member: Level = {
  read: no(
    "조직에 들어가기만 해요. 서비스 권한은 다른 역할이 정해요.",
    "It only gets into the organization. Other roles say what it may do with services.",
  ),
  ...readsOnly,
};

const query: Level = {
  read: yes("저장해 둔 쿼리의 결과를 봐요.", "What the saved queries return."),
  change: unknown(
    "저장해 둔 쿼리가 데이터를 쓰게 되어 있으면 바꿀 수 있어요.",
    "Data, if a saved query writes any.",
  ),
  delete: unknown(
    "저장해 둔 쿼리가 데이터를 지우게 되어 있으면 지울 수 있어요.",
    "Data, if a saved query deletes any.",
  ),
  spend: no(
    "주문은 못 하지만, 쿼리마다 서비스의 계산 시간을 써요.",
    "It orders nothing, though each query uses computing time.",
  ),
};

const sqlReader: Level = {
  read: yes("SQL 콘솔에서 서비스에 든 데이터를 읽어요.", "The data in the service, in the SQL console."),
  ...readsOnly,
};

const sqlAdmin: Level = {
  read: yes("SQL 콘솔에서 서비스에 든 데이터를 읽어요.", "The data in the service, in the SQL console."),
  change: yes("서비스에 든 데이터를 바꿔요.", "The data in the service."),
  delete: yes("서비스에 든 데이터를 지워요.", "The data in the service."),
  spend: spendsNothing,
};

/** By the cloud's name of a role in lower case. The same role has several names. */
const levels: Readonly<Record<string, Level>> = {
  admin,
  developer,
  billing,
  member,
  "organization api reader": organizationReader,
  "org api reader": organizationReader,
  "service reader": serviceReader,
  "service read only": serviceReader,
  "service read-only": serviceReader,
  "service api reader": serviceReader,
  "service admin": serviceAdmin,
  "service api admin": serviceApiAdmin,
  "basic service api reader": query,
  "query endpoints": query,
  query_endpoints: query,
  "sql console read only": sqlReader,
  "sql console read-only": sqlReader,
  "sql console admin": sqlAdmin,
};

const ofRoles: LevelsOf = ({ roles }: ApiKey) => {
  const [first = untold, ...others] = roles.map((role) =>
    role.custom ? ownRole : (levels[role.name.trim().toLowerCase()] ?? untold),
  );
  return [first, ...others];
};

export const reach = { clickhouse_key: ofRoles };
