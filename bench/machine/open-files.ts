/** How many files a process may have open; each socket is one. */

/** What a process of this size has open besides. */
const others = 200;

interface Report {
  readonly userLimits?: { readonly open_files?: { readonly hard: number | 'unlimited' } };
}

/** @throws with a sentence when no process of this shell may have so many sockets. Node itself raises what it may to the hard limit. */
export function assertOpenFiles(sockets: number): void {
  const hard = (process.report.getReport() as Report).userLimits?.open_files?.hard;
  const needed = sockets + others;
  if (typeof hard === 'number' && hard < needed)
    throw new Error(
      `${sockets} sockets need ${needed} open files, and this shell allows ${hard}: raise "ulimit -Hn".`,
    );
}
