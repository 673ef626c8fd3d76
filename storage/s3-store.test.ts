import { afterAll } from '@jest/globals';
import './contract/one-realm.ts';
import { describeStore } from './contract.ts';
import { openS3UnderTest } from './contract/s3-under-test.ts';
import { S3Store } from './s3-store.ts';

const s3 = await openS3UnderTest(process.env);
const store = new S3Store(s3.options);
afterAll(() => s3.stop());

describeStore(() => ({ store, lacks: s3.lacks, leftovers: () => s3.leftovers() }));
