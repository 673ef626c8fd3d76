/** What an operation takes from its client's budgets: a query one, a mutation as many as it has fields, and those that bring a file an upload each. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { Charge } from '../../domain/usage/charge.ts';

/** Mutations that begin an upload. */
export const uploadFields = ['uploadImage', 'importImage', 'createUpload'] as const;

/** Also of what cannot be executed: finding that out is work as well. */
export function chargesOf(document: DocumentNode, operationName: string | undefined): readonly Charge[] {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.MUTATION) return [{ budget: 'queries' }];
  const fields = rootFields(document, operation.selectionSet);
  const uploads = fields.filter((name) => (uploadFields as readonly string[]).includes(name));
  return [
    { budget: 'mutations', count: Math.max(1, fields.length) },
    ...(uploads.length > 0 ? [{ budget: 'uploads', count: uploads.length } as const] : []),
  ];
}

/** Their names, through fragments, each of which counts once: fields that are asked for twice run once. */
function rootFields({ definitions }: DocumentNode, root: SelectionSetNode): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const fieldsOf = (set: SelectionSetNode): string[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value;
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      fragments.delete(selection.name.value);
      return fragment ? fieldsOf(fragment.selectionSet) : [];
    });
  return fieldsOf(root);
}
