import { beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchema } from '../../schema/build-schema.ts';
import { loadConfig } from '../../platform/config/load.ts';
import { assertAffordable, costOf } from './query-cost.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema();
});

const check = (query: string, variables?: Record<string, unknown>) => () =>
  assertAffordable({
    requested: costOf({ schema, document: parse(query), variables, operationName: undefined }),
    limit: loadConfig({}).graphql.maxCost,
  });

const tooComplex = expect.objectContaining({
  extensions: expect.objectContaining({ code: 'QUERY_TOO_COMPLEX' }),
});

/** `variants { image { variants { image …` */
const cycle = (depth: number): string =>
  depth === 0 ? 'id' : `id variants { image { ${cycle(depth - 1)} } }`;

describe('the cost of an operation', () => {
  it('lets a full page with every variant pass', () => {
    expect(
      check(`{ images(first: 100) { nodes { id title progress profile { name }
        variants { id name format status width height byteSize quality url failure { code } } } } }`),
    ).not.toThrow();
  });

  it('refuses images of variants of images of variants …', () => {
    expect(check(`{ image(id: "x") { ${cycle(2)} } }`)).not.toThrow();
    expect(check(`{ image(id: "x") { ${cycle(5)} } }`)).toThrow(tooComplex);
  });

  it('counts the ids that come as a variable', () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Image { ${cycle(2)} } } }`;
    expect(check(query, { ids: ['a'] })).not.toThrow();
    expect(check(query, { ids: Array.from({ length: 100 }, () => 'a') })).toThrow(tooComplex);
  });

  it.each([
    ['is missing', '($id: ID!) { image(id: $id) { id } }', {}],
    ['is null where it may not be', '($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: null }],
    ['is of another type', '($first: Int) { images(first: $first) { nodes { id } } }', { first: 'x' }],
  ])('leaves a variable that %s to who refuses it by name', (_, query, variables) => {
    expect(check(`query ${query}`, variables)).not.toThrow();
  });

  it('counts an inspection as what it costs, so that no list of images has one each', () => {
    const inspection = 'inspection(transform: { width: 100, format: WEBP }) { ssim byteSize }';
    expect(check(`{ image(id: "x") { ${inspection} } }`)).not.toThrow();
    expect(check(`{ images(first: 4) { nodes { ${inspection} } } }`)).not.toThrow();
    expect(check(`{ images(first: 5) { nodes { ${inspection} } } }`)).toThrow(tooComplex);
    const six = Array.from({ length: 6 }, (_, at) => `a${at}: ${inspection}`).join(' ');
    expect(check(`{ image(id: "x") { ${six} } }`)).toThrow(tooComplex);
  });

  it('counts every alias, fragment and subscription alike', () => {
    const aliases = Array.from({ length: 40 }, (_, index) => `a${index}: image(id: "x") { ...deep }`).join(
      ' ',
    );
    expect(check(`{ ${aliases} } fragment deep on Image { ${cycle(3)} }`)).toThrow(tooComplex);
    expect(check(`subscription { imageEvents { image { ${cycle(5)} } } }`)).toThrow(tooComplex);
  });

  it('counts every rendition of a responsive image, which is computed, whatever is asked of it', () => {
    const page = (field: string, first = 100) => check(`{ images(first: ${first}) { nodes { ${field} } } }`);
    expect(page('responsive { html sources { srcSet type } placeholder { dataUri } }')).not.toThrow();
    const many = (count: number, args = '') =>
      Array.from({ length: count }, (_, index) => `a${index}: responsive${args} { html }`).join(' ');
    expect(page(many(5))).toThrow(tooComplex);
    const widths = Array.from({ length: 20 }, (_, index) => index + 1).join(' ');
    expect(page(`responsive(widths: [${widths}], formats: [AVIF WEBP JPEG]) { html }`)).not.toThrow();
    expect(page(many(3, `(widths: [${widths}], formats: [AVIF WEBP JPEG])`))).toThrow(tooComplex);
    expect(page(many(40, '(widths: [320], formats: [AUTO])'))).not.toThrow();
  });
});
