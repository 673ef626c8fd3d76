/**
 * A dump could not be restored: pg_restore has no search path, and the function behind the words of an image called another
 * one without its schema.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RestorableFunctions1700000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { definition, schema } = await readWords(runner);
    await runner.query(definition.replace('darkroom_lower(', `${schema}.darkroom_lower(`));
  }

  async down(runner: QueryRunner): Promise<void> {
    const { definition, schema } = await readWords(runner);
    await runner.query(definition.replace(`${schema}.darkroom_lower(`, 'darkroom_lower('));
  }
}

interface Words {
  /** As CREATE OR REPLACE, which leaves the generated column as it is. */
  readonly definition: string;
  /** Quoted where it has to be. */
  readonly schema: string;
}

async function readWords(runner: QueryRunner): Promise<Words> {
  const [words] = (await runner.query(
    `SELECT pg_get_functiondef(oid) AS definition, quote_ident(pronamespace::regnamespace::name) AS schema
       FROM pg_proc WHERE oid = 'darkroom_words(text, text, text, text[])'::regprocedure`,
  )) as [Words];
  return words;
}
