/** Writes schema/schema.graphql, from which clients and tests generate their types. */
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './build-schema.ts';

const [, , path = 'schema/schema.graphql'] = process.argv;
writeFileSync(path, `${printSchema(lexicographicSortSchema(await buildSchema()))}\n`);
