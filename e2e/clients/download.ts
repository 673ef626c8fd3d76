/** Fetching bytes as a browser, a CDN or curl does, redirects left alone. */

export interface Downloaded {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Of a refusal. */
  problem(): { code?: string; status?: number; title?: string; detail?: string; type?: string };
}

export async function download(url: string, init: RequestInit = {}): Promise<Downloaded> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    problem: () => JSON.parse(bytes.toString()) as ReturnType<Downloaded['problem']>,
  };
}

/** The bytes of something that must be there. */
export async function bytesOf(url: string | null | undefined, init?: RequestInit): Promise<Buffer> {
  if (!url) throw new Error('there is no URL');
  const { status, bytes } = await download(url, init);
  if (status !== 200) throw new Error(`${url} answers ${status}: ${bytes.toString().slice(0, 200)}`);
  return bytes;
}
