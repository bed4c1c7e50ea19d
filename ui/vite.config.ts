import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the app's window enforces (src-tauri/tauri.conf.json); the preview obeys it too, so specs notice a breach. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src ipc: http://ipc.localhost",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  envPrefix: "VITE_",
  // Only `--mode fake` carries the in-browser backend; the release build leaves it out.
  define: { __WITH_FAKE__: JSON.stringify(mode !== "production") },
  build: {
    target: ["es2022", "safari16.4"],
    outDir: mode === "fake" ? here("../target/ui-fake") : "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: here("index.html"), reveal: here("reveal.html") } },
  },
  server: { strictPort: true, port: 5183 },
  preview: { headers: { "Content-Security-Policy": contentSecurityPolicy } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
}));
