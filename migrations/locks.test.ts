/**
 * The SQL of each migration, judged by squawk: nothing in it may keep a table for long from servers that go on, or take away
 * what those of the version before still use.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { migrations } from './migrate.ts';

const squawk = join(import.meta.dirname, '../node_modules/.bin/squawk');

/** Older than the first release: nobody's tables were large yet. None is ever added here. */
const earlier = new Set([
  'Idempotency1700000000011',
  'ProfilesAndQuotas1700000000020',
  'ListUploads1700000000040',
  'TokenBuckets1700000000140',
]);

interface Migration {
  /** False where it runs outside of one, for CREATE INDEX CONCURRENTLY. */
  readonly transaction?: boolean;
  up(runner: QueryRunner): Promise<void>;
}

async function statementsOf(migration: Migration): Promise<string> {
  const statements: string[] = [];
  const query = async (text: string): Promise<unknown[]> => {
    statements.push(text.trim().replace(/;?$/, ';'));
    return [];
  };
  await migration.up({ query } as unknown as QueryRunner);
  return statements.join('\n');
}

/** The rules that it breaks; those of taste, and those on timeouts, which the runner sets, are left out. */
function brokenRules(sql: string, isTransaction: boolean): string[] {
  const options = ['--pg-version=13.0', '--reporter=json', '--stdin-filepath=migration.sql'];
  const { stdout, stderr } = spawnSync(
    squawk,
    isTransaction ? [...options, '--assume-in-transaction'] : options,
    {
      input: sql,
      encoding: 'utf8',
    },
  );
  if (stdout === '') throw new Error(`squawk said nothing: ${stderr}`);
  const found = JSON.parse(stdout) as { rule_name: string; message: string }[];
  return found
    .filter(({ rule_name: rule }) => !/^prefer-|-timeout/.test(rule))
    .map(({ rule_name: rule, message }) => `${rule}: ${message}`);
}

describe('a migration', () => {
  const later = migrations
    .filter(({ name }) => !earlier.has(name))
    .map((Type) => ({ name: Type.name, Type }));

  it.each(later)('$name holds no table for long and breaks nothing that runs', async ({ Type }) => {
    const migration: Migration = new Type();
    expect(brokenRules(await statementsOf(migration), migration.transaction !== false)).toEqual([]);
  });

  it.each([
    ['CREATE INDEX slow ON images (title);', 'require-concurrent-index-creation'],
    ['ALTER TABLE images ADD COLUMN rating int NOT NULL;', 'adding-required-field'],
    ['ALTER TABLE images ALTER COLUMN byte_size TYPE numeric;', 'changing-column-type'],
    ['ALTER TABLE images RENAME COLUMN title TO heading;', 'renaming-column'],
    ['ALTER TABLE images DROP COLUMN title;', 'ban-drop-column'],
  ])('with %s would not pass', (sql, rule) => {
    expect(brokenRules(sql, true).join()).toContain(rule);
  });
});
