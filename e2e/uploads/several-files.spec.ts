/** Several files in one operation, in whatever order their bytes arrive. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { postForm } from '../clients/multipart.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { fileOf, jpeg, picture } from '../fixtures/pictures.ts';
import { graphql } from '../generated/gql.ts';
import { sharedDeployment } from '../stack/shared.ts';

const UploadThree = graphql(`
  mutation UploadThree($one: UploadImageInput!, $two: UploadImageInput!, $three: UploadImageInput!) {
    one: uploadImage(input: $one) {
      image {
        id
        filename
        byteSize
      }
      userErrors {
        code
      }
    }
    two: uploadImage(input: $two) {
      image {
        id
        filename
        byteSize
      }
      userErrors {
        code
      }
    }
    three: uploadImage(input: $three) {
      image {
        id
        filename
        byteSize
      }
      userErrors {
        code
      }
    }
  }
`);

const UploadTwice = graphql(`
  mutation UploadTwice($file: Upload!) {
    one: uploadImage(input: { file: $file, title: "one" }) {
      image {
        id
        sha256
      }
    }
    two: uploadImage(input: { file: $file, title: "two" }) {
      image {
        id
        sha256
      }
    }
  }
`);

describe('several files in one operation', () => {
  let owner: Owner;
  let files: readonly File[];
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    files = [
      fileOf(await jpeg({ width: 300, height: 200 }), 'one.jpg'),
      fileOf(await picture({ width: 800, height: 600 }).png().toBuffer(), 'two.png'),
      fileOf(await jpeg({ width: 120, height: 120 }), 'three.jpg'),
    ];
  });

  it('become one image each, under their aliases', async () => {
    const [one, two, three] = files as [File, File, File];
    const answer = await owner.ask(UploadThree, {
      one: { file: one },
      two: { file: two },
      three: { file: three },
    });
    expect(
      [answer.one, answer.two, answer.three].map(({ image }) => [image?.filename, image?.byteSize]),
    ).toEqual(files.map(({ name, size }) => [name, size]));
    const ids = [answer.one, answer.two, answer.three].map(({ image }) => image?.id ?? '');
    for (const id of ids) expect((await owner.settled(id)).status).toBe('READY');
  });

  it('arrive in another order than they are asked for, and each still finds its field', async () => {
    const variables = Object.fromEntries(['one', 'two', 'three'].map((name) => [name, { file: null }]));
    const { status, data } = await postForm(owner, [
      { name: 'operations', value: JSON.stringify({ query: UploadThree.toString(), variables }) },
      {
        name: 'map',
        value: JSON.stringify({
          a: ['variables.one.file'],
          b: ['variables.two.file'],
          c: ['variables.three.file'],
        }),
      },
      { name: 'c', value: files[2] as File },
      { name: 'b', value: files[1] as File },
      { name: 'a', value: files[0] as File },
    ]);
    expect(status).toBe(200);
    for (const [index, alias] of ['one', 'two', 'three'].entries())
      expect(data?.[alias]).toMatchObject({
        image: { filename: files[index]?.name, byteSize: files[index]?.size },
      });
  });

  it('are refused one by one: a bad file among good ones takes none along', async () => {
    const [one, , three] = files as [File, File, File];
    const bad = fileOf(Buffer.from('this is no picture'), 'two.txt');
    const answer = await owner.ask(UploadThree, {
      one: { file: one },
      two: { file: bad },
      three: { file: three },
    });
    expect(answer.two).toEqual({ image: null, userErrors: [{ code: 'UNSUPPORTED_MEDIA_TYPE' }] });
    expect([answer.one.userErrors, answer.three.userErrors]).toEqual([[], []]);
  });

  it('may be one file that two fields read', async () => {
    const { one, two } = await owner.ask(UploadTwice, { file: files[0] as File });
    expect(one.image?.sha256).toBe(two.image?.sha256);
    expect(one.image?.id).not.toBe(two.image?.id);
  });
});
