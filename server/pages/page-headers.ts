/** The headers of pages for people, by helmet; answers of the API and deliveries have shorter ones of their own. */
import type { FastifyHelmetOptions } from '@fastify/helmet';
import { styleSource } from './page.ts';

/** A year: browsers then come by https alone. Of this host only: what else the domain serves is not ours to decide. */
const strictTransportSecurity = { maxAge: 31_536_000, includeSubDomains: false };

/** For every page; a page that loads something of its own has a policy of its own. */
export const pageHeaders = (publicUrl: string): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: [styleSource],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  // The address of a sign-in holds a token. Not `no-referrer`, with which browsers send `Origin: null` with our own forms.
  referrerPolicy: { policy: 'strict-origin' },
  strictTransportSecurity: publicUrl.startsWith('https:') && strictTransportSecurity,
  xFrameOptions: { action: 'deny' },
});
