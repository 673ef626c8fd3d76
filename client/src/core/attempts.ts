/** Which attempt belongs to which upload, on this page and on those before it. */
import { type Etags, newKey, type Records, type UploadRecord, type Way } from './records.ts';
import type { Upload } from './upload.ts';

export interface AttemptsOptions {
  /** Of the server. */
  readonly url: string;
  readonly account: string;
  readonly records: Records | undefined;
}

export class Attempts {
  readonly #options: AttemptsOptions;
  readonly #own = new Map<Upload, UploadRecord>();
  /** Fingerprints that an upload of this page has: a second one of the same file is another one. */
  readonly #taken = new Map<string, Upload>();

  constructor(options: AttemptsOptions) {
    this.#options = options;
  }

  recordOf(upload: Upload, choose: () => Way): { record: UploadRecord; isResumed: boolean } {
    const own = this.#own.get(upload);
    if (own) return { record: own, isResumed: true };
    const print = this.#fingerprint(upload);
    const isFirst = print !== undefined && (this.#taken.get(print) ?? upload) === upload;
    const earlier = isFirst ? this.#options.records?.find(print) : undefined;
    const record = earlier ?? { key: newKey(), way: choose(), begunAt: Date.now(), etags: {} };
    this.#own.set(upload, record);
    if (isFirst) {
      this.#taken.set(print, upload);
      this.#options.records?.keep(print, record);
    }
    return { record, isResumed: earlier !== undefined };
  }

  etagsOf(upload: Upload): Etags {
    return this.#own.get(upload)?.etags ?? {};
  }

  keepEtags(upload: Upload, etags: Etags): void {
    const own = this.#own.get(upload);
    if (!own) return;
    const record = { ...own, etags };
    this.#own.set(upload, record);
    const print = this.#fingerprint(upload);
    if (print !== undefined && this.#taken.get(print) === upload) this.#options.records?.keep(print, record);
  }

  forget(upload: Upload): void {
    this.#own.delete(upload);
    const print = this.#fingerprint(upload);
    if (print === undefined || this.#taken.get(print) !== upload) return;
    this.#taken.delete(print);
    this.#options.records?.forget(print);
  }

  /** What makes it the same upload on the next page; a `Blob` has no name to be known by. */
  #fingerprint({ file, options }: Upload): string | undefined {
    if (!(file instanceof File)) return undefined;
    const { name, size, type, lastModified } = file;
    return JSON.stringify([
      this.#options.url,
      this.#options.account,
      name,
      size,
      type,
      lastModified,
      options,
    ]);
  }
}
