/**
 * The suite that every BlobStore passes. It asks only through the interface, so that it can be pointed at any store;
 * what lies behind a store (files, parts) is asked through `leftovers`.
 */
import { describe } from '@jest/globals';
import { describeKeys } from './contract/keys.ts';
import { type Subject, Place } from './contract/place.ts';
import { describePuts } from './contract/puts.ts';
import { describeReads } from './contract/reads.ts';
import { describeRefusals } from './contract/refusals.ts';

export function describeStore(subject: () => Subject): void {
  describe('The contract of stores:', () => {
    const place = new Place(subject);
    describePuts(place);
    describeRefusals(place);
    describeReads(place);
    describeKeys(place);
  });
}
