/** A page of which everything is noted that a browser complains of, and every request that leaves the server. */
import type { BrowserContext, Page } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, breaches of the policy, failed loads, and requests to other origins: a sentence each. */
  readonly faults: readonly string[];
}

export async function watchedPage(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    const isLocal = ['data:', 'blob:'].includes(protocol);
    if (!isLocal && host !== new URL(origin).host) faults.push(`foreign: ${request.url()}`);
  });
  return { page, faults };
}
