/** The variables of the slice `tokens`: how the JSON Web Tokens of the host application are verified and read. */
import { algorithms, ordinaryScopes, scopesByRole, texts, webUrl } from './token-types.ts';
import { integer, secret, text } from './variable.ts';

export const tokenVariables = {
  jwksUrl: webUrl('JWT_JWKS_URL', {
    meaning:
      'Where the public keys are that the application signs its tokens with (a JSON Web Key Set). Default: no tokens are accepted.',
  }),
  jwksCooldownSeconds: integer(1, 3_600)('JWT_JWKS_COOLDOWN_SECONDS', {
    default: '30',
    meaning:
      'How soon after fetching the keys they may be fetched again because a token names an unknown one.',
  }),
  secret: secret(32)('JWT_SECRET', {
    secret: true,
    meaning: 'The secret that the application signs its tokens with, in place of JWT_JWKS_URL.',
  }),
  issuer: text('JWT_ISSUER', {
    meaning: 'Who must have issued a token (iss), letter by letter. Needed by either of them.',
  }),
  audience: texts('JWT_AUDIENCE', {
    meaning: 'For whom a token must be (aud): one of these. Needed by either of them.',
  }),
  algorithms: algorithms('JWT_ALGORITHMS', {
    meaning:
      'What tokens may be signed with. Default: RS256, PS256, ES256, ES384, EdDSA and Ed25519 with JWT_JWKS_URL, HS256 with JWT_SECRET.',
  }),
  subjectClaim: text('JWT_SUBJECT_CLAIM', {
    default: 'sub',
    meaning:
      'The claim with the subject, which owns what is uploaded with the token. Dots lead into objects.',
  }),
  scopesClaim: text('JWT_SCOPES_CLAIM', {
    meaning:
      'The claim with roles or scopes: a list, or a text separated by spaces. Dots lead into objects. Default: JWT_DEFAULT_SCOPES for every token.',
  }),
  scopesMap: scopesByRole('JWT_SCOPES_MAP', {
    meaning:
      'What the names in JWT_SCOPES_CLAIM may do here; others may nothing. Default: READ, UPLOAD and MANAGE stand for themselves, ADMIN for nothing.',
  }),
  defaultScopes: ordinaryScopes('JWT_DEFAULT_SCOPES', {
    default: 'READ,UPLOAD',
    meaning: 'What a token may do that lacks JWT_SCOPES_CLAIM.',
  }),
  quotaClaim: text('JWT_QUOTA_CLAIM', {
    meaning:
      'The claim with the class of QUOTA_CLASSES that the subject’s quotas are of. Dots lead into objects. Default: no token says.',
  }),
} as const;
