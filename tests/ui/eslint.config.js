// The page's own rules hold for its specs.
export { default } from "../../ui/eslint.config.js";
