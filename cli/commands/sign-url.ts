/** Signs a URL with the keys of this installation, as the servers would: for scripts and for trying things out. */
import { parseQuery } from '../../domain/signing/canonical-query.ts';
import { signPath } from '../../domain/signing/sign-path.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { savedSecrets } from '../supervisor/generated-secrets.ts';

export interface SignOptions {
  /** With its query, where it has one. */
  readonly path: string;
  readonly method: string;
  readonly ttl: number;
  readonly scope?: string;
  readonly json?: true;
}

export function signUrl(options: SignOptions): void {
  readEnvironmentFile();
  const { access, http } = loadConfig({ ...savedSecrets(process.env), ...process.env });
  if (!access.signingKeys)
    throw new AppError('START_FAILED', {
      reason: 'There are no signing keys: set SIGNING_KEYS, or run npm start once.',
    });
  const [path = '', ...query] = options.path.split('?');
  const target = signPath(
    {
      method: options.method.toUpperCase(),
      path,
      query: parseQuery(query.join('?')),
      scope: options.scope,
      expiresIn: options.ttl,
      now: new Date(),
      bucketSeconds: access.urlBucketSeconds,
    },
    access.signingKeys,
  );
  const url = `${http.cdnUrl}${target}`;
  console.log(options.json ? JSON.stringify({ url }) : url);
}
