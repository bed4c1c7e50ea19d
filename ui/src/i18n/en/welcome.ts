import type ko from "../ko/welcome";

const en: typeof ko = {};

export default en;
