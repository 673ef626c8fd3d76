/** Statuses by which a source says that it may answer otherwise later. */
const passing = new Set([408, 425, 429]);

export const isPassingStatus = (status: number): boolean => status >= 500 || passing.has(status);
