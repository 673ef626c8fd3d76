/** One server process; its entry point runs when it is loaded. */
export const server = async (): Promise<void> => {
  await import('../../server/main.ts');
};
