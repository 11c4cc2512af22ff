/** A real Chromium for the tests of the pages: Debian's, driven by playwright-core. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser is; null where there is none. */
export const BROWSER_PATH = PLACES.find((path) => existsSync(path)) ?? null;

/** A browser with an empty profile of its own, and how to end it. */
export interface OpenBrowser {
  context: BrowserContext;
  close: () => Promise<void>;
}

/** Starts a browser in which nobody has been before. It asks nobody but the pages that it is sent to. */
export async function openBrowser(
  options: { width?: number; height?: number; dark?: boolean } = {},
): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'ogi-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: BROWSER_PATH ?? '',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  // A busy machine draws slowly; whoever waits for what never comes waits no longer than this.
  context.setDefaultTimeout(40_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
