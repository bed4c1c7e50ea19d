import type ko from "../ko/activity";

const en: typeof ko = {};

export default en;
