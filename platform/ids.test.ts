import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property, uuid as uuids } from 'fast-check';
import { TypeID } from 'typeid-js';
import { fromGlobalId, idPrefixes, type IdKind, newUuid, parseGlobalId, toGlobalId } from './ids.ts';

const kinds = Object.keys(idPrefixes) as IdKind[];

describe('a global id', () => {
  it('is a TypeID, and gives its uuid back', () => {
    assert(
      property(uuids(), constantFrom(...kinds), (uuid, kind) => {
        const id = toGlobalId(kind, uuid);
        expect(id).toBe(TypeID.fromUUID(idPrefixes[kind], uuid).toString());
        expect(parseGlobalId(id)).toEqual({ kind, uuid });
        expect(fromGlobalId(kind, id)).toBe(uuid);
      }),
    );
  });

  it.each([
    ['00000000-0000-0000-0000-000000000000', 'img_00000000000000000000000000'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'img_7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ])('holds every bit of %s', (uuid, id) => {
    expect(toGlobalId('image', uuid)).toBe(id);
  });

  it('of another kind is refused', () => {
    const refusal = (): string => fromGlobalId('image', toGlobalId('variant', newUuid()));
    expect(refusal).toThrow(expect.objectContaining({ code: 'INVALID_ID' }));
  });
});

describe('a new uuid', () => {
  it('sorts behind those that were made before', () => {
    const uuids = Array.from({ length: 1_000 }, newUuid);
    expect(uuids.toSorted()).toEqual(uuids);
  });
});
