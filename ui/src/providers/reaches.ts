import type { ApiKey, KindId } from "../api/generated/model";
import { reach as clickhouse } from "./clickhouse/reach";
import { reach as kakao } from "./kakao/reach";
import { reach as kt } from "./kt/reach";
import { reach as naver } from "./naver/reach";
import { addUp, type LevelsOf, type Reach } from "./reach";

/** What keys of each kind reach. A kind without an entry does not compile. */
const levels: Readonly<Record<KindId, LevelsOf>> = { ...clickhouse, ...naver, ...kakao, ...kt };

/** What whoever holds a key can read, change, delete and spend. */
export function reachOf(key: ApiKey): Reach {
  return addUp(levels[key.kind](key));
}
