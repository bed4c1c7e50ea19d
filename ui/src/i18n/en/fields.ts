import type ko from "../ko/fields";

const en: typeof ko = {};

export default en;
