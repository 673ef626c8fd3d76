/**
 * Secrets that a first start makes by itself and keeps in DATA_DIR, readable by its user only. Production has brought its own
 * before it comes here: one that lies beside the data is lost or leaked together with it.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../platform/config/load.ts';
import { AppError } from '../../platform/errors.ts';
import { randomSecret } from '../commands/secret-generate.ts';

/** The variables that the children need besides the given ones. */
export function generatedSecrets(config: Config): Record<string, string> {
  if (config.access.signingKeys) return {};
  const file = join(config.process.dataDir, 'secrets.json');
  return readSecrets(file) ?? makeSecrets(file);
}

/** What a start in this DATA_DIR made, for commands that work beside it. */
export function savedSecrets(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return readSecrets(join(loadConfig(environment).process.dataDir, 'secrets.json')) ?? {};
}

function readSecrets(file: string): Record<string, string> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const reason = `${file} cannot be read: mend it, or remove it to have new secrets made (signed URLs end)`;
    throw new AppError('START_FAILED', { reason }, { cause });
  }
}

/** Written aside and renamed, so that a crash leaves no half a file. */
function makeSecrets(file: string): Record<string, string> {
  const secrets = { SIGNING_KEYS: `k1:${randomSecret(43)}` };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
