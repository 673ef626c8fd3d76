/** Requests that follow the letter of multipart and mean harm: refused with a status, and the process lives. */
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type FormPart, postBody, postForm } from '../clients/multipart.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { sharedDeployment } from '../stack/shared.ts';

const operations = (variables: unknown = { input: { file: null } }): FormPart => ({
  name: 'operations',
  value: JSON.stringify({ query: UploadImage.toString(), variables }),
});
const map = (value: unknown): FormPart => ({ name: 'map', value: JSON.stringify(value) });
const good = map({ 0: ['variables.input.file'] });

describe('a multipart request', () => {
  let owner: Owner;
  let file: FormPart;
  beforeAll(async () => {
    owner = await newOwner(sharedDeployment());
    file = { name: '0', value: fileOf(await jpeg({ width: 100, height: 100 })) };
  });
  // Whatever was sent, the next upload is served.
  afterEach(async () => {
    const { data } = await postForm(owner, [operations(), good, file]);
    if (!JSON.stringify(data).includes('"userErrors":[]'))
      throw new Error(`the next upload was refused: ${JSON.stringify(data)}`);
  });

  it.each([
    ['without operations', () => [good, file]],
    ['without a map', () => [operations(), file]],
    ['with the map before the operations', () => [good, operations(), file]],
    ['with the file before both', () => [file, operations(), good]],
    ['with operations that are no JSON', () => [{ name: 'operations', value: '{' }, good, file]],
    ['with a batch of operations', () => [{ name: 'operations', value: '[{}]' }, good, file]],
    ['with a map that is no JSON', () => [operations(), { name: 'map', value: '{' }, file]],
    ['with a map to __proto__', () => [operations(), map({ 0: ['__proto__.polluted'] }), file]],
    [
      'with a map through __proto__',
      () => [operations(), map({ 0: ['variables.__proto__.polluted'] }), file],
    ],
    [
      'with a map to hasOwnProperty',
      () => [operations(), map({ 0: ['variables.hasOwnProperty.call'] }), file],
    ],
    ['with a map to the query', () => [operations(), map({ 0: ['query'] }), file]],
    ['with a map to what is no null', () => [operations({ input: { file: 'text' } }), good, file]],
  ] satisfies [string, () => FormPart[]][])('%s is refused with BAD_MULTIPART', async (_what, parts) => {
    const { status, errors } = await postForm(owner, parts());
    expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 400, code: 'BAD_MULTIPART' });
  });

  // What shows only when the operation runs already is told in its payload.
  it.each([
    ['that promises a file and sends none', () => [operations(), good]],
    ['with two maps', () => [operations(), good, good, file]],
    ['with a file that the map does not name', () => [operations(), good, { ...file, name: '1' }]],
    ['with a file twice', () => [operations(), good, { ...file, name: '1' }, file]],
  ] satisfies [string, () => FormPart[]][])('%s accepts nothing', async (_what, parts) => {
    const { data } = await postForm(owner, parts());
    expect(data).toMatchObject({ uploadImage: { image: null, userErrors: [{ code: 'BAD_MULTIPART' }] } });
  });

  it('with a field of two megabytes is refused with REQUEST_TOO_LARGE', async () => {
    const big = { name: 'operations', value: JSON.stringify({ query: '#'.repeat(2 * 1_048_576) }) };
    const { status, errors } = await postForm(owner, [big, good, file]);
    expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 413, code: 'REQUEST_TOO_LARGE' });
  });

  it('with a thousand files is refused with TOO_MANY_FILES', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => String(index));
    const many = map(Object.fromEntries(names.map((name) => [name, ['variables.input.file']])));
    const { status, errors } = await postForm(owner, [operations(), many, file]);
    expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 413, code: 'TOO_MANY_FILES' });
  });

  it.each([
    ['without a boundary', '--x\r\n\r\n', 'multipart/form-data'],
    ['with nothing in it', '', 'multipart/form-data; boundary=x'],
    [
      'that is cut in a part header',
      '--x\r\nContent-Disposition: form-da',
      'multipart/form-data; boundary=x',
    ],
    [
      'with a header that is none',
      '--x\r\n\0\0:\r\n\r\nvalue\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
    ],
    [
      'with a header of 100 KB',
      `--x\r\nContent-Disposition: form-data; name="${'a'.repeat(100_000)}"\r\n\r\nv\r\n--x--\r\n`,
      'multipart/form-data; boundary=x',
    ],
  ])('%s is refused', async (_what, body, contentType) => {
    const { status, errors } = await postBody(owner, body, contentType);
    expect([400, 413]).toContain(status);
    expect(['BAD_MULTIPART', 'REQUEST_TOO_LARGE', 'CLIENT_DISCONNECTED']).toContain(
      errors[0]?.extensions?.code,
    );
  });
});
