import type ko from "../ko/new";

const en: typeof ko = {};

export default en;
