/** One worker process; its entry point runs when it is loaded. */
export const worker = async (): Promise<void> => {
  await import('../../worker/main.ts');
};
