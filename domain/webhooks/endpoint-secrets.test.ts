import { describe, expect, it } from '@jest/globals';
import { endpointSecrets, type KeptSecret, overlapEndOf, rotated } from './endpoint-secrets.ts';

const id = '01890000-0000-7000-8000-000000000000';
const [older, newer] = [
  { kid: 'old', secret: 'x'.repeat(32) },
  { kid: 'new', secret: 'y'.repeat(32) },
];

describe('a secret', () => {
  it('is decrypted by any of the keys, and encrypted by the first', () => {
    const { secret, kept } = endpointSecrets([older]).make(id);
    const after = endpointSecrets([newer, older]);
    expect(after.signing(id, [kept])[0]?.toString('base64')).toBe(secret.slice(6));
    expect(after.make(id).kept.kept).toMatch(/^new:/);
  });

  it('cannot be had when its key is gone, was changed, or when what is kept was', () => {
    const { kept } = endpointSecrets([older]).make(id);
    const changed = { ...kept, kept: `${kept.kept.slice(0, -8)}AAAAAAA=` };
    for (const [keys, secret] of [
      [[newer], kept],
      [[{ ...older, secret: 'z'.repeat(32) }], kept],
      [[older], changed],
    ] as const)
      expect(() => endpointSecrets(keys).signing(id, [secret])).toThrow(
        expect.objectContaining({ code: 'WEBHOOK_SECRET_SEALED' }),
      );
  });

  it('that was kept as it is stays of use when a key is configured', () => {
    const { secret, kept } = endpointSecrets([]).make(id);
    expect(endpointSecrets([newer]).signing(id, [kept])[0]?.toString('base64')).toBe(secret.slice(6));
  });
});

describe('a rotation', () => {
  const secrets = endpointSecrets();
  const make = (): KeptSecret => secrets.make(id).kept;

  it('lets the older ones sign until the overlap ends, never longer than they had', () => {
    const first = [make()];
    const second = rotated(first, make(), 60);
    const third = rotated(second, make(), 3_600);
    expect(secrets.signing(id, third)).toHaveLength(3);
    expect(third[2]).toEqual(second[1]);
    expect(Number(overlapEndOf(third)) - Date.now()).toBeGreaterThan(3_000_000);
    expect(overlapEndOf(first)).toBeNull();
  });

  it('forgets those whose time is over, and all older ones without an overlap', () => {
    const expired = { ...make(), until: new Date(0).toISOString() };
    expect(rotated([make(), expired], make(), 60)).toHaveLength(2);
    expect(rotated([make(), make()], make(), 0)).toHaveLength(1);
  });

  it('keeps four at most', () => {
    let kept = [make()];
    for (let count = 0; count < 9; count += 1) kept = rotated(kept, make(), 60);
    expect(kept).toHaveLength(4);
    expect(kept[0]?.until).toBeNull();
  });
});
