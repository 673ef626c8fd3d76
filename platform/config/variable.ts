/**
 * How one environment variable is described: its parser, default and meaning. The loader, `.env.example` and
 * `docs/configuration.md` are all made from these descriptions, so they cannot disagree.
 */
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { parseRange } from '../outbound/address-policy.ts';

export interface Variable<T = unknown> {
  readonly name: string;
  /** What is allowed, in words: shown in errors and in the reference. */
  readonly allowed: string;
  readonly meaning: string;
  /** The default as it would be written in the environment; undefined when the variable may be absent. */
  readonly fallback: string | undefined;
  /** A secret's value never appears in an error, a log or a document. */
  readonly secret: boolean;
  readonly schema: z.ZodType<T, string | undefined>;
}

interface Spec {
  meaning: string;
  default?: string;
  secret?: boolean;
}

/** Makes the constructor of one type of variable: absent and empty both mean the default. */
export function type<T>(allowed: string, schema: z.ZodType<T, string>) {
  function make(name: string, spec: Spec & { default: string }): Variable<T>;
  function make(name: string, spec: Spec): Variable<T | undefined>;
  function make(name: string, spec: Spec): Variable<T | undefined> {
    return {
      name,
      allowed,
      meaning: spec.meaning,
      fallback: spec.default,
      secret: spec.secret ?? false,
      schema: z
        .string()
        .optional()
        .transform((given) => (given === undefined || given === '' ? spec.default : given))
        .pipe(spec.default === undefined ? schema.optional() : schema),
    };
  }
  return make;
}

export const text = type('text', z.string());

export const flag = type(
  'true or false',
  z.enum(['true', 'false']).transform((given) => given === 'true'),
);

export const url = type(
  'an absolute URL without a trailing slash',
  z.url().transform((given) => given.replace(/\/+$/, '')),
);

const parts = (given: string): string[] =>
  given
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** A list whose every part `parse` can read. */
export const listOf = <T>(allowed: string, parse: (part: string) => T | undefined) =>
  type(
    `a comma-separated list of ${allowed}`,
    z.string().transform((given, context): T[] =>
      parts(given).flatMap((part) => {
        const parsed = parse(part);
        if (parsed === undefined) context.addIssue(`${part} is none`);
        return parsed === undefined ? [] : [parsed];
      }),
    ),
  );

/** Bases of addresses, without their trailing slashes. */
export const urls = listOf('absolute URLs of http or https', (part) =>
  URL.canParse(part) && /^https?:$/.test(new URL(part).protocol) ? part.replace(/\/+$/, '') : undefined,
);

/** `name=value` pairs as OpenTelemetry writes them, their values percent-encoded. */
export const named = type(
  'a comma-separated list of name=value',
  z.string().transform((given, context): Readonly<Record<string, string>> => {
    const pairs = parts(given).map((part) => /^([\w.-]+)\s*=(.*)$/s.exec(part));
    if (pairs.includes(null) || !isDecodable(given)) {
      context.addIssue('a part of it is none');
      return {};
    }
    return Object.fromEntries(
      pairs.map((pair) => [pair?.[1] ?? '', decodeURIComponent(pair?.[2]?.trim() ?? '')]),
    );
  }),
);

/** A number from 0 to 1. */
export const fraction = type(
  'a number from 0 to 1',
  z
    .string()
    .regex(/^(0|1|0?\.\d{1,9}|1\.0{1,9})$/)
    .transform(Number),
);

/** Addresses and CIDR ranges of IPv4 and IPv6. */
export const addressRanges = listOf('IP addresses and CIDR ranges', parseRange);

/** The same as they were written. */
export const addresses = listOf('IP addresses and CIDR ranges', (part) =>
  parseRange(part) ? part : undefined,
);

/** As a browser writes them in `Origin`, or `*`. */
export const origins = listOf('origins such as https://www.example.com, or *', (part) =>
  part === '*' || (URL.canParse(part) && new URL(part).origin === part) ? part : undefined,
);

export const databaseUrl = type(
  'a URL that begins with postgres:// or postgresql://',
  z.url({ protocol: /^postgres(ql)?$/ }),
);

/** Of a server that speaks Redis's protocol; its path is the number of a database. */
export const redisUrl = type(
  'a URL that begins with redis:// or rediss://',
  z.url({ protocol: /^rediss?$/ }).refine((given) => {
    const { hostname, pathname, username, password } = new URL(given);
    return hostname !== '' && /^\/?\d*$/.test(pathname) && isDecodable(username + password);
  }),
);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export const oneOf = <const T extends string>(...values: T[]) => type(values.join(', '), z.enum(values));

/** A whole number from min to max. */
export const integer = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  type(
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number, ${min} or more`
      : `a whole number from ${min} to ${max}`,
    z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max)),
  );

/** Widths in pixels, each larger than the one before it. */
export const widths = type(
  'a comma-separated list of whole numbers from 1 to 8192, each larger than the one before',
  z
    .string()
    .regex(/^\s*\d{1,4}\s*(,\s*\d{1,4}\s*)*$/)
    .transform((given): readonly number[] => given.split(',').map(Number))
    .refine((given) =>
      given.every((width, rung) => width >= 1 && width <= 8_192 && width > (given[rung - 1] ?? 0)),
    ),
);

/** Text of at least `length` characters that is never shown. */
export const secret = (length: number) => type(`at least ${length} characters`, z.string().min(length));

/** One line is enough for it: line breaks may be written as `\\n`. */
export const rsaPrivateKey = type(
  'an RSA private key in PEM, without a passphrase; its line breaks may be written as \\n',
  z
    .string()
    .transform((given) => given.replaceAll('\\n', '\n'))
    .refine(isRsaPrivateKey),
);

function isRsaPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** `kid:secret` pairs; the first signs, all verify, so that keys can be rotated. */
export const signingKeys = type(
  'kid:secret pairs separated by commas, each secret at least 32 characters',
  z
    .string()
    .regex(/^[\w-]+:[^,:]{32,}(,[\w-]+:[^,:]{32,})*$/)
    .transform((given) =>
      given.split(',').map((pair) => {
        const colon = pair.indexOf(':');
        return { kid: pair.slice(0, colon), secret: pair.slice(colon + 1) };
      }),
    ),
);
