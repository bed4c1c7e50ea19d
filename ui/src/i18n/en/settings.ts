import type ko from "../ko/settings";

const en: typeof ko = {};

export default en;
