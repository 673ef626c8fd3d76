import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './database.ts';

describe('a test database', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([first.drop(), second.drop()]));

  it('has the schema', async () => {
    await expect(query(first.url, 'SELECT FROM images')).resolves.toBeUndefined();
  });

  it('is separate from every other', async () => {
    await query(first.url, 'CREATE TABLE only_here (id int)');
    await expect(query(second.url, 'SELECT FROM only_here')).rejects.toThrow('only_here');
  });

  it('cannot be dropped quietly while a connection is open', async () => {
    const third = await createTestDatabase();
    const client = new Client({ connectionString: third.url, application_name: 'the leak' });
    client.on('error', () => {});
    await client.connect();
    await expect(third.drop()).rejects.toThrow(/left connections open:\n {2}the leak/);
    await client.end();
  });
});

async function query(connectionString: string, text: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
