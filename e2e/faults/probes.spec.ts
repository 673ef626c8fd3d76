/** What an operator sees: probes that name the part that fails, and logs that follow one upload through all. */
import { beforeAll, expect, it } from '@jest/globals';
import { newOwner, type Owner } from '../clients/owner.ts';
import { UploadImage } from '../documents/uploads.ts';
import { fileOf, jpeg } from '../fixtures/pictures.ts';
import { logLines } from '../stack/log.ts';
import { describeOwnStack } from '../stack/own-stack.ts';
import { sharedDeployment, sharedStack } from '../stack/shared.ts';
import { until } from '../until.ts';

describeOwnStack('an operator', () => {
  const { url, apiKey } = sharedDeployment();
  const { adminUrl, workerAdminUrl, logFile } = sharedStack();
  let owner: Owner;
  beforeAll(async () => {
    owner = await newOwner({ url, apiKey });
  });

  it('follows one upload by its request id from the server into the worker', async () => {
    const requestId = 'e2e-follow-this-upload';
    const { data, headers } = await owner.send(
      UploadImage,
      { input: { file: fileOf(await jpeg()) } },
      { 'x-request-id': requestId },
    );
    expect(headers.get('x-request-id')).toBe(requestId);
    const imageId = data?.uploadImage.image?.id ?? '';
    await owner.settled(imageId);
    const rolesOf = async () =>
      new Set(
        (await logLines(logFile))
          .filter((line) => Object.values(line).includes(requestId))
          .map(({ role }) => role),
      );
    await until(async () => (await rolesOf()).has('worker'), { what: 'a line of the worker' });
    expect(await rolesOf()).toEqual(new Set(['server', 'worker']));
  });

  it('is given an id of our own where the client’s could forge a log line', async () => {
    const { headers } = await owner.send('{ viewer { id } }', {}, { 'x-request-id': 'a b"c' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is told by the probes that all is well', async () => {
    for (const base of [adminUrl, workerAdminUrl]) {
      expect(await (await fetch(`${base}/probe/live`)).json()).toEqual({ status: 'ok' });
      expect(await (await fetch(`${base}/probe/ready`)).json()).toEqual({
        status: 'ok',
        parts: { database: 'ok', storage: 'ok', queue: 'ok', migrations: 'ok', events: 'ok' },
      });
    }
  });

  it('does not have the admin port’s answers on the public one', async () => {
    for (const path of ['/probe/live', '/probe/ready', '/metrics'])
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
  });
});
