// Runs in a frame that the page cannot reach. Every call passes here before it goes to Rust: only names of the app's
// own form get through, so that a hijacked page cannot speak to Tauri's plugins. Rust refuses the rest at once;
// without an answer the caller would wait for ever.
window.__TAURI_ISOLATION_HOOK__ = (message) =>
  /^[a-z_]+$/.test(message.cmd) ? message : { ...message, cmd: "refused" };
