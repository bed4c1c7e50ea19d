import type ko from "../ko/unfinished";

const en: typeof ko = {};

export default en;
