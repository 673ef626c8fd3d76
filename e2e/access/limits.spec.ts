/** A deployment whose operator set tight limits: who may ask for the schema. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphqlClient } from '../clients/graphql.ts';
import { newOwner, type Owner } from '../clients/owner.ts';
import { startStack, type Stack } from '../stack.ts';
import { describeOwnStack } from '../stack/own-stack.ts';

describeOwnStack('a deployment with tight limits', () => {
  let stack: Stack;
  let owner: Owner;
  beforeAll(async () => {
    stack = await startStack({ environment: { GRAPHQL_INTROSPECTION: 'authenticated' } });
    owner = await newOwner(stack);
  });
  afterAll(() => stack.remove());

  describe('that shows its schema to those with a key', () => {
    const codesOf = async (client: Pick<Owner, 'send'>, query: string) => {
      const { status, errors } = await client.send(query);
      return { status, codes: errors.map(({ extensions }) => extensions?.code) };
    };

    it.each(['{ __schema { types { name } } }', '{ a: __type(name: "Image") { name } }'])(
      'answers strangers INTROSPECTION_DISABLED to %s',
      async (query) => {
        const stranger = graphqlClient({ url: stack.url });
        expect(await codesOf(stranger, query)).toEqual({ status: 400, codes: ['INTROSPECTION_DISABLED'] });
        expect(await codesOf(owner, query)).toEqual({ status: 200, codes: [] });
      },
    );

    it('suggests nothing to who guesses names', async () => {
      const { errors } = await graphqlClient({ url: stack.url }).send('{ imag(id: "x") { id } }');
      expect(errors.map(({ message }) => message)).toEqual(['Cannot query field "imag" on type "Query".']);
    });
  });
});
