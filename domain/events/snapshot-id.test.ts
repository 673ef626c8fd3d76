import { describe, expect, it } from '@jest/globals';
import { fromGlobalId, newUuid, toGlobalId } from '../../platform/ids.ts';
import { newSnapshotId, positionInSnapshotId } from './snapshot-id.ts';

describe('the id of a snapshot', () => {
  it.each([0, 1, 12_345, 2 ** 48 - 1])('carries position %d, also as a global id', (position) => {
    const id = fromGlobalId('event', toGlobalId('event', newSnapshotId(position)));
    expect(positionInSnapshotId(id)).toBe(position);
  });

  it('is never the same twice, so that no cache takes one snapshot for another', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newSnapshotId(7))).size).toBe(1_000);
  });

  it('is not taken for that of an event', () => {
    expect(positionInSnapshotId(newUuid())).toBeUndefined();
  });
});
