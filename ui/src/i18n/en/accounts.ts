import type ko from "../ko/accounts";

const en: typeof ko = {};

export default en;
