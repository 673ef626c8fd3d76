import { expect, it } from '@jest/globals';
import { anonymous } from '../access/viewer.ts';
import { payersOf, rateClientOf } from './rate-client.ts';

it.each([
  ['203.0.113.7', 'address 203.0.113.7'],
  ['::ffff:203.0.113.7', 'address 203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', 'address 2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', 'address 2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', 'address 2001:db8:1:3::/64'],
  ['', 'address unknown'],
])('a stranger at %j is %s', (address, client) => {
  expect(rateClientOf({ subject: null }, address)).toBe(client);
});

it('a subject is the same wherever it is, and with whatever key', () => {
  expect(rateClientOf({ subject: 'alice' }, '203.0.113.7')).toBe('subject alice');
});

it('a request is paid by its subject, and by its key where it has one; a stranger’s by the address', () => {
  const asks = { ...anonymous, subject: 'alice' };
  expect(payersOf({ ...asks, keyId: 'a-key' }, '203.0.113.7')).toEqual([
    { kind: 'subject', name: 'alice' },
    { kind: 'key', name: 'a-key' },
  ]);
  expect(payersOf(asks, '203.0.113.7')).toEqual([{ kind: 'subject', name: 'alice' }]);
  expect(payersOf(anonymous, '203.0.113.7')).toEqual([{ kind: 'address', name: '203.0.113.7' }]);
});
