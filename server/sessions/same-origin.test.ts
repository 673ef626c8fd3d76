import { describe, expect, it } from '@jest/globals';
import { type BrowserRequest, isSameOrigin } from './same-origin.ts';

const publicUrl = 'https://media.example';

const judged = (headers: BrowserRequest['headers'], method?: string, url = publicUrl) =>
  isSameOrigin({ headers: { host: 'media.example', ...headers }, method }, url);

/** Whether a read is taken for ours, and whether a change is. */
const both = (headers: BrowserRequest['headers'], url?: string) => [
  judged(headers, 'GET', url),
  judged(headers, 'POST', url),
];

describe('a request is ours', () => {
  it.each<[string, BrowserRequest['headers'], boolean, boolean]>([
    ['from a page of this server', { 'sec-fetch-site': 'same-origin', origin: publicUrl }, true, true],
    ['from a page that a proxy has renamed', { 'sec-fetch-site': 'same-origin' }, true, true],
    ['that a person has typed, to read', { 'sec-fetch-site': 'none' }, true, false],
    ['from another port or a sibling domain', { 'sec-fetch-site': 'same-site' }, false, false],
    ['from anywhere', { 'sec-fetch-site': 'cross-site' }, false, false],
    ['that says two things', { 'sec-fetch-site': 'same-origin, cross-site' }, false, false],
    ['that says nothing we know', { 'sec-fetch-site': '' }, false, false],
    ['whose page lies about its origin', { 'sec-fetch-site': 'cross-site', origin: publicUrl }, false, false],
    ['from an old browser, of our origin', { origin: publicUrl }, true, true],
    ['from an old browser, of another', { origin: 'https://evil.example' }, false, false],
    ['from a sandboxed frame', { origin: 'null' }, false, false],
    ['from an origin that begins alike', { origin: 'https://media.example.evil.example' }, false, false],
    ['from our host without https', { origin: 'http://media.example' }, false, false],
    ['from another port', { origin: 'https://media.example:8443' }, false, false],
    ['that says nothing of where it is from', {}, true, false],
  ])('%s', (_what, headers, read, change) => {
    expect(both(headers)).toEqual([read, change]);
  });

  it('under the host that it came to as well, since that is the one whose cookie it shows', () => {
    const origin = 'http://192.168.1.5:4000';
    expect(both({ origin, host: '192.168.1.5:4000' }, 'http://localhost:4000')).toEqual([true, true]);
    expect(both({ origin, host: 'localhost:4000' }, 'http://localhost:4000')).toEqual([false, false]);
  });

  it('as a socket only when it says so, because more is done over one than reading', () => {
    expect([judged({}), judged({ origin: publicUrl }), judged({ origin: 'https://evil.example' })]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
