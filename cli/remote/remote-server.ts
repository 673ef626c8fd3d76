/** The server that commands are clients of, with the key that they show: for everybody who has one, on any machine. */
import { loadConfig } from '../../platform/config/load.ts';
import { readEnvironmentFile } from '../../platform/environment-file.ts';
import { AppError } from '../../platform/errors.ts';

export interface RemoteServer {
  readonly url: string;
  readonly apiKey: string;
}

/** @throws AppError START_FAILED without a key. */
export function remoteServer(url: string | undefined): RemoteServer {
  readEnvironmentFile();
  return { url: url?.replace(/\/+$/, '') ?? loadConfig(process.env).http.publicUrl, apiKey: requireKey() };
}

function requireKey(): string {
  const key = process.env['DARKROOM_API_KEY'];
  if (key) return key;
  throw new AppError('START_FAILED', {
    reason:
      'DARKROOM_API_KEY is not set: export the key that the first start showed, or one from `npx darkroom keys create`.',
  });
}
