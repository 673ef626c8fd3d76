import { describe, expect, it } from '@jest/globals';
import { explainDatabaseFault } from './explain-database-fault.ts';

const fault = (code: string) => Object.assign(new Error('internal text'), { code });

describe('a database that does not work', () => {
  it('is explained by what the operator can do', () => {
    expect(() => explainDatabaseFault(fault('28P01'))).toThrow(
      'The database in DATABASE_URL: the password is wrong',
    );
  });

  it('is explained when the host has several addresses and none answers', () => {
    const error = new AggregateError([fault('ECONNREFUSED'), fault('ECONNREFUSED')]);
    expect(() => explainDatabaseFault(error)).toThrow('nothing listens there');
  });

  it('is passed on when nobody foresaw it', () => {
    const error = fault('XX000');
    expect(() => explainDatabaseFault(error)).toThrow(error);
  });
});
