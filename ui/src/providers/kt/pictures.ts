// A file of its own, so that it is read when a guide is opened and not when the app starts.
const files = import.meta.glob<string>("./art/*.svg", { query: "?raw", import: "default", eager: true });

export default Object.fromEntries(
  Object.entries(files).map(([path, picture]) => [path.replace(/^.*\/|\.svg$/g, ""), picture]),
);
