/** What the variables of tokens ask of each other: said at the start, and not when the first token comes. */
import { asymmetric, symmetric, type TokenAlgorithm } from './token-types.ts';
import { tokenVariables } from './token-variables.ts';

type Key = keyof typeof tokenVariables;

/** Those that mean nothing unless tokens are verified, and have no default. */
const dependent = ['issuer', 'audience', 'algorithms', 'scopesClaim', 'scopesMap', 'quotaClaim'] as const;

/** @param given the slice as far as it could be read. */
export function tokenFaults(
  given: Readonly<Record<string, unknown>>,
  quotaClasses: readonly unknown[] | undefined,
): string[] {
  // What was given and could not be read is a fault of its own.
  const isGiven = (key: Key) => !(key in given) || [given[key]].flat()[0] !== undefined;
  const { jwksUrl, secret, scopesMap, scopesClaim, quotaClaim } = names;
  const verifiers = (['jwksUrl', 'secret'] as const).filter(isGiven);
  const [verifier] = verifiers;
  if (!verifier)
    return dependent
      .filter(isGiven)
      .map((key) => `  ${names[key]} is set, and without ${jwksUrl} or ${secret} no token is accepted.`);
  const faults = (['issuer', 'audience'] as const)
    .filter((key) => !isGiven(key))
    .map((key) => `  ${names[key]} is not set, and ${names[verifier]} needs it.`);
  if (verifiers.length > 1) return [`  ${jwksUrl} and ${secret} are both set: give one of them.`, ...faults];
  if (isGiven('scopesMap') && !isGiven('scopesClaim'))
    faults.push(`  ${scopesMap} is set, and nothing is looked up in it without ${scopesClaim}.`);
  if (isGiven('quotaClaim') && quotaClasses?.length === 0)
    faults.push(`  ${quotaClaim} is set, and there is no class for it in QUOTA_CLASSES.`);
  return [...faults, ...algorithmFaults(verifier, given)];
}

/** A secret is no public key: taking one for the other is the oldest hole of tokens. */
function algorithmFaults(verifier: 'jwksUrl' | 'secret', given: Readonly<Record<string, unknown>>): string[] {
  const algorithms = (given.algorithms ?? []) as readonly TokenAlgorithm[];
  const allowed: readonly string[] = verifier === 'secret' ? Object.keys(symmetric) : asymmetric;
  const wrong = algorithms.filter((each) => !allowed.includes(each));
  if (wrong.length > 0)
    return [
      `  ${names.algorithms} has ${wrong.join(', ')}, and with ${names[verifier]} only ${allowed.join(', ')} are possible.`,
    ];
  const bytes = typeof given.secret === 'string' ? Buffer.byteLength(given.secret) : Infinity;
  return algorithms
    .map((each) => ({ each, needed: symmetric[each as keyof typeof symmetric] }))
    .filter(({ needed }) => verifier === 'secret' && needed > bytes)
    .map(({ each, needed }) => `  ${names.secret} is too short for ${each}, which needs ${needed} bytes.`);
}

const names = Object.fromEntries(
  Object.entries(tokenVariables).map(([key, { name }]) => [key, name]),
) as Record<Key, string>;
