/** Waiting for what will be true: it is looked at again and again until a deadline, and nothing is slept for luck. */

const everyMs = 20;

/** Answers the first value that is neither undefined nor false. Fails with `what` after the deadline. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  deadlineMs = 20_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false)
      return found as Exclude<T, false | null | undefined>;
    if (performance.now() > deadline) throw new Error(`After ${deadlineMs} ms it was still not so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Fails when the promise takes longer; the promise itself goes on. */
export async function within<T>(what: string, promise: Promise<T>, deadlineMs = 20_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took more than ${deadlineMs} ms: ${what}`)), deadlineMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
