import type ko from "../ko/keys";

const en: typeof ko = {};

export default en;
