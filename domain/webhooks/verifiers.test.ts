/** The verifiers of docs/webhooks.md in other languages: the files that the document shows, run where their language is installed. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newUuid, toGlobalId } from '../../platform/ids.ts';
import { signedHeaders } from './message.ts';

const folder = new URL('../../docs/', import.meta.url).pathname;
const document = readFileSync(join(folder, 'webhooks.md'), 'utf8');

const verifiers = [
  { language: 'Go', block: 'go', file: 'verify.go', command: ['go', 'run'], version: 'version' },
  { language: 'Python', block: 'python', file: 'verify.py', command: ['python3'], version: '--version' },
  { language: 'PHP', block: 'php', file: 'verify.php', command: ['php'], version: '--version' },
] as const;

const key = randomBytes(32);
const body = JSON.stringify({ type: 'ping', data: { text: 'ünïcode “and” 😀' } });

function signed(sentAt: Date): string[] {
  const headers = signedHeaders({
    id: toGlobalId('event', newUuid()),
    body,
    keys: [randomBytes(32), key],
    sentAt,
  });
  return ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name] ?? '');
}

describe.each(verifiers)(
  'the verifier in $language',
  ({ block, file, command: [program, ...before], version }) => {
    it('is in the document as it is in its file', () => {
      const [, shown = ''] = new RegExp(`^\`\`\`${block}\n([^]*?)^\`\`\`$`, 'm').exec(document) ?? [];
      expect(shown).toContain('verify(');
      expect(readFileSync(join(folder, 'verifiers', file), 'utf8')).toContain(`\n${shown}`);
    });

    const isThere = spawnSync(program, [version]).status === 0;

    (isThere ? describe : describe.skip)(`where ${program} is installed`, () => {
      const accepts = (input: string, ...given: string[]): boolean =>
        spawnSync(program, [...before, join(folder, 'verifiers', file), ...given], {
          input,
          env: { ...process.env, WEBHOOK_SECRET: `whsec_${key.toString('base64')}` },
        }).status === 0;

      it('takes what one of the signatures is right for, and nothing that was changed or is old', () => {
        const given = signed(new Date());
        const [id = '', timestamp = '', signatures = ''] = given;
        expect(accepts(body, ...given)).toBe(true);
        expect(accepts(`${body} `, ...given)).toBe(false);
        expect(accepts(body, `${id}x`, timestamp, signatures)).toBe(false);
        expect(accepts(body, id, String(Number(timestamp) + 1), signatures)).toBe(false);
        expect(accepts(body, id, timestamp, signatures.split(' ')[0] ?? '')).toBe(false);
        expect(accepts(body, ...signed(new Date(Date.now() - 600_000)))).toBe(false);
      });
    });
  },
);
