/** The custom scalars under their contract names. */
import { GraphQLDateTimeISO, GraphQLURL } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-minimal';
import type { GraphQLScalarType } from 'graphql';

export const DateTimeScalar: GraphQLScalarType = Object.assign(GraphQLDateTimeISO, { name: 'DateTime' });
export const UrlScalar: GraphQLScalarType = GraphQLURL;
export const UploadScalar: GraphQLScalarType = GraphQLUpload;
