import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../config/load.ts';
import { type AddressRange, mayReach, parseRange } from './address-policy.ts';
import { parseOutboundUrl } from './outbound-url.ts';

const ranges = (...texts: string[]): AddressRange[] => texts.map((text) => parseRange(text) as AddressRange);
const mayFetch = (url: string, listed: AddressRange[] = []): boolean => {
  try {
    return parseOutboundUrl(url, listed).href.length > 0;
  } catch {
    return false;
  }
};

describe('an address that a user leads to', () => {
  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['shared by a carrier', '100.64.0.1'],
    ['shared by a carrier', '100.127.255.255'],
    ['link-local', '169.254.0.1'],
    ['metadata of AWS, Google, Azure', '169.254.169.254'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['metadata of Oracle', '192.0.0.192'],
    ['wire server of Azure', '168.63.129.16'],
    ['protocol assignments', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarks', '198.18.0.1'],
    ['benchmarks', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped', '::ffff:7f00:1'],
    ['mapped, of a public one', '::ffff:8.8.8.8'],
    ['compatible', '::127.0.0.1'],
    ['translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64', '64:ff9b::127.0.0.1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001::1'],
    ['Teredo', '2001:0:7f00:1::'],
    ['benchmarks', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['6to4', '2002:7f00:1::'],
    ['6to4', '2002:a00:1::1'],
    ['unassigned', '4000::1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fc00::1'],
    ['metadata of AWS', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['no address', 'localhost'],
    ['no address', '127.1'],
    ['no address', ''],
  ])('is refused: %s (%s)', (_what, address) => {
    for (const port of [80, 443]) expect(mayReach({ address, port }, [])).toBe(false);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1'])(
    'is accepted on the ports of the web when it is public (%s)',
    (address) => {
      expect([80, 443, 22, 6379, 8080].filter((port) => mayReach({ address, port }, []))).toEqual([80, 443]);
    },
  );

  it.each(['2606:4700::1111', '2a00:1450:4001:830::200e'])('may be of IPv6 (%s)', (address) => {
    expect(mayReach({ address, port: 443 }, [])).toBe(true);
  });

  it('is accepted on every port in a range that the operator lists, and nowhere beside it', () => {
    const listed = ranges('10.1.0.0/16', '192.168.7.7', 'fd00::/8');
    for (const address of ['10.1.255.255', '192.168.7.7', 'fd12::1'])
      expect(mayReach({ address, port: 9_000 }, listed)).toBe(true);
    for (const address of ['10.2.0.0', '192.168.7.8', 'fe80::1', '::ffff:10.1.0.1', '8.8.8.8'])
      expect(mayReach({ address, port: 9_000 }, listed)).toBe(false);
  });
});

describe('a URL that a user gives', () => {
  it.each([
    ['decimal', 'http://2130706433/'],
    ['octal', 'http://0177.0.0.1/'],
    ['octal as a whole', 'http://017700000001/'],
    ['hexadecimal', 'http://0x7f000001/'],
    ['hexadecimal parts', 'http://0x7f.0x0.0x0.0x1/'],
    ['short', 'http://127.1/'],
    ['zero', 'http://0/'],
    ['a dot at the end', 'http://127.0.0.1./'],
    ['full-width digits', 'http://１２７.０.０.１/'],
    ['circled digits', 'http://①②⑦.⓪.⓪.①/'],
    ['percent-encoded', 'http://%31%32%37.0.0.1/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['mapped', 'http://[::ffff:127.0.0.1]/'],
    ['NAT64', 'http://[64:ff9b::a9fe:a9fe]/'],
    ['a zone', 'http://[fe80::1%25eth0]/'],
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['a user', 'http://user@example.com/'],
    ['a user that looks like a host', 'http://example.com@127.0.0.1/'],
    ['a password', 'https://:secret@example.com/'],
    ['a port', 'http://example.com:6379/'],
    ['a port of SSH', 'https://example.com:22/'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:image/png;base64,AAAA'],
    ['ftp', 'ftp://example.com/a.jpg'],
    ['gopher', 'gopher://example.com/'],
    ['a WebSocket', 'ws://example.com/'],
    ['blob', 'blob:http://example.com/1'],
    ['script', 'javascript:alert(1)'],
    ['no scheme', '//example.com/a.jpg'],
    ['no URL', 'a photo'],
    ['nothing', ''],
    ['5,000 characters', `http://example.com/${'a'.repeat(5_000)}`],
  ])('is refused for %s', (_what, url) => {
    expect(mayFetch(url)).toBe(false);
  });

  it.each([
    'http://example.com/a.jpg',
    'https://example.com:443/a.jpg?width=3#top',
    'http://example.com:443/',
    'https://8.8.8.8/',
    'HTTPS://EXAMPLE.COM/',
    'http://[2606:4700::1111]/',
  ])('is accepted for the web (%s)', (url) => {
    expect(mayFetch(url)).toBe(true);
  });

  it('may name any port of a listed address, and of a name only when something is listed', () => {
    expect(mayFetch('http://127.0.0.1:9000/', ranges('127.0.0.0/8'))).toBe(true);
    expect(mayFetch('http://2130706433:9000/', ranges('127.0.0.0/8'))).toBe(true);
    expect(mayFetch('http://10.0.0.1:9000/', ranges('127.0.0.0/8'))).toBe(false);
    expect(mayFetch('http://minio:9000/', ranges('127.0.0.0/8'))).toBe(true);
    expect(mayFetch('http://minio:9000/')).toBe(false);
  });
});

describe('ALLOW_PRIVATE_ADDRESSES', () => {
  it('lists nothing unless it says so', () => {
    expect(loadConfig({}).outbound.listed).toEqual([]);
  });

  it('takes addresses and ranges', () => {
    const { listed } = loadConfig({ ALLOW_PRIVATE_ADDRESSES: '10.0.0.0/8, ::1,192.168.1.5' }).outbound;
    expect(listed.map(([base, bits]) => `${base.toString()}/${bits}`)).toEqual([
      '10.0.0.0/8',
      '::1/128',
      '192.168.1.5/32',
    ]);
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0/8', '*'])('refuses %s', (given) => {
    expect(() => loadConfig({ ALLOW_PRIVATE_ADDRESSES: given })).toThrow('ALLOW_PRIVATE_ADDRESSES is');
  });
});
