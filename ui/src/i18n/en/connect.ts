import type ko from "../ko/connect";

const en: typeof ko = {};

export default en;
