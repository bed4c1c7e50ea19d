import type ko from "../ko/guides";

const en: typeof ko = {};

export default en;
