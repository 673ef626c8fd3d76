/**
 * A dump could not be restored: pg_restore has no search path, and the function behind the words of an image called another
 * one without its schema.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const call = `'darkroom_lower('`;
const callBySchema = `quote_ident(pronamespace::regnamespace::name) || '.darkroom_lower('`;

export class RestorableFunctions1700000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(redefined(call, callBySchema));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(redefined(callBySchema, call));
  }
}

/** As CREATE OR REPLACE has it, which leaves the generated column as it is. */
const redefined = (from: string, to: string): string => `
  DO $do$ BEGIN
    EXECUTE (SELECT replace(pg_get_functiondef(oid), ${from}, ${to})
               FROM pg_proc WHERE oid = 'darkroom_words(text, text, text, text[])'::regprocedure);
  END $do$`;
