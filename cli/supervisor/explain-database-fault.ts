/** Sentences for a DATABASE_URL that does not work: the commonest fault of a first start with a given database. */
import { AppError } from '../../platform/errors.ts';

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start Postgres or correct the host and port',
  ENOTFOUND: 'the host name is unknown: correct it',
  EAI_AGAIN: 'the host name cannot be looked up: check the name and the network',
  ETIMEDOUT: 'the host does not answer: check the address and the firewall',
  EHOSTUNREACH: 'the host cannot be reached: check the address and the network',
  ECONNRESET: 'the connection was closed at once: check the port and whether it wants TLS (?sslmode=require)',
  '28P01': 'the password is wrong',
  '28000':
    'this user may not log in from here: check pg_hba.conf and whether it wants TLS (?sslmode=require)',
  '08P01':
    'a pooler stands before it that takes no settings of a connection: set DATABASE_DIRECT_URL to the same database past it',
  '3D000': 'the database does not exist: create it',
  '42501': 'the user may not create tables: grant CREATE on the database and its schema public',
  '53300': 'the server has no connection left: raise max_connections or lower DATABASE_POOL_SIZE',
  '57P03': 'the server is still starting: try again shortly',
};

/** @throws AppError START_FAILED for what the operator can mend, anything else unchanged. */
export function explainDatabaseFault(error: unknown): never {
  const code = codeOf(error);
  const sentence = code === undefined ? undefined : sentences[code];
  if (sentence === undefined) throw error;
  throw new AppError(
    'START_FAILED',
    { reason: `The database in DATABASE_URL: ${sentence}` },
    { cause: error },
  );
}

/** Where a name has several addresses, Node reports all their failures together. */
function codeOf(error: unknown): string | undefined {
  const { code, errors } = error as { code?: string; errors?: unknown[] };
  return errors?.[0] === undefined ? code : codeOf(errors[0]);
}
