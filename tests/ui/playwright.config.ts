import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The page in a browser, on the backend that lives in the page. It is built as for the app and served under the
// app's content security policy, so a breach of that shows here.

// A port of this run's own, also in its worker processes, so that two runs do not meet.
const port = Number((process.env.KEYWRIGHT_SPEC_PORT ??= String(20_000 + (process.pid % 20_000))));
const origin = `http://localhost:${port}`;
const browser = ["chromium", "chromium-browser", "google-chrome"]
  .map((name) => `/usr/bin/${name}`)
  .find((path) => existsSync(path));

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/ui-specs",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // What is waited for comes at once; a busy machine may take its time.
  timeout: 60_000,
  reporter: "list",
  snapshotPathTemplate: "{testDir}/references/{arg}{ext}",
  expect: {
    timeout: 15_000,
    toHaveScreenshot: { animations: "disabled", caret: "hide", maxDiffPixels: 400, threshold: 0.2 },
  },
  use: {
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    screenshot: "only-on-failure",
    // Letters are drawn alike, whatever the system would do to sharpen them.
    launchOptions: {
      executablePath: browser,
      args: ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"],
    },
  },
  webServer: {
    command: `npm run build:fake && npx vite preview --mode fake --outDir ../target/ui-fake --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL("../../ui", import.meta.url)),
    url: origin,
    stdout: "ignore",
  },
});
