/**
 * Jest gives tests an `Error` of their own, of which the errors of Node's core are no instances. The AWS SDK asks
 * `instanceof Error` before it looks whether a failure is worth a retry, so without this it would retry in production
 * and not under test.
 */
import { types } from 'node:util';

Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, value: unknown): boolean {
    if (this === Error && types.isNativeError(value)) return true;
    return Function.prototype[Symbol.hasInstance].call(this as typeof Error, value);
  },
});
