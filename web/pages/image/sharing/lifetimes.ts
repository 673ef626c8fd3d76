/** How long something may be looked at: what people choose from, in seconds. */

export const lifetimes = {
  900: '15 minutes',
  3600: '1 hour',
  86400: '1 day',
  604800: '7 days',
} as const;
export type Lifetime = `${keyof typeof lifetimes}`;
