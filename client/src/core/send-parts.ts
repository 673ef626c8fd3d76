/** A large file in parts: those that are stored are left out, signatures that expired are made anew. */
import { DarkroomSignUploadPartsDocument, type TargetFragment } from './generated/graphql.ts';
import { unlessRefused } from './api.ts';
import type { Job } from './job.ts';
import { persist } from './patience.ts';
import { orSignedAnew, putSigned, StorageContact } from './signed-request.ts';
import { Slots } from './slots.ts';

interface SignedPart {
  readonly partNumber: number;
  readonly request: TargetFragment;
}

export interface PartsTarget {
  readonly uploadId: string;
  readonly partSize: number;
  readonly partCount: number;
  /** The first requests. */
  readonly parts: readonly SignedPart[];
}

/** Signed in one answer. */
const signedAtOnce = 100;
/** A request that ends sooner could expire on its way. */
const marginMs = 30_000;

/** Resolves when every part is stored. */
export async function sendParts(job: Job, target: PartsTarget): Promise<void> {
  const plan = new PartPlan(job, target);
  await plan.findStored();
  const slots = new Slots(job.parallelParts);
  const ended = new AbortController();
  // One that fails for good ends the others: they would be sent for nothing.
  const end = () => ended.abort(job.signal.reason);
  job.signal.addEventListener('abort', end, { once: true });
  try {
    const sent = plan.missing().map((part) => slots.run(ended.signal, () => plan.send(part, ended.signal)));
    await Promise.all(sent.map((each) => each.catch(endOthers)));
  } finally {
    job.signal.removeEventListener('abort', end);
  }

  function endOthers(fault: unknown): never {
    ended.abort(fault);
    throw fault;
  }
}

class PartPlan {
  readonly #job: Job;
  readonly #target: PartsTarget;
  readonly #signed: Map<number, TargetFragment>;
  /** Bytes of each part that have left. */
  readonly #sent = new Map<number, number>();
  readonly #stored = new Set<number>();
  readonly #contact: StorageContact;
  #signing: Promise<void> | undefined;

  constructor(job: Job, target: PartsTarget) {
    this.#job = job;
    this.#target = target;
    this.#contact = new StorageContact(job.api);
    this.#signed = new Map(target.parts.map(({ partNumber, request }) => [partNumber, request]));
  }

  /** Of a new upload nothing, of one that goes on what an earlier page has sent. */
  async findStored(): Promise<void> {
    const { stored, parts } = await this.#sign();
    for (const { partNumber, etag } of stored) this.#keep(partNumber, etag);
    // A storage that cannot list its parts has those that it has answered for.
    for (const partNumber of Object.keys(this.#job.etags())) this.#keep(Number(partNumber), null);
    for (const { partNumber, request } of parts) this.#signed.set(partNumber, request);
    this.#tell();
  }

  missing(): number[] {
    const all = Array.from({ length: this.#target.partCount }, (_, index) => index + 1);
    return all.filter((part) => !this.#stored.has(part));
  }

  async send(part: number, signal: AbortSignal): Promise<void> {
    const body = this.#bytesOf(part);
    const onProgress = (sent: number) => {
      this.#contact.note(sent);
      this.#sent.set(part, sent);
      this.#tell();
    };
    const attempt = async () => putSigned(await this.#requestFor(part), { body, signal, onProgress });
    const forget = () => {
      onProgress(0);
      this.#signed.delete(part);
    };
    const { url } = await persist(() => this.#requestFor(part), { ...this.#job.patience, signal });
    const etag = await this.#contact.persist(() => orSignedAnew(attempt, forget), {
      patience: { ...this.#job.patience, signal },
      url,
    });
    this.#keep(part, etag);
    this.#tell();
  }

  #bytesOf(part: number): Blob {
    const { partSize } = this.#target;
    return this.#job.file.slice((part - 1) * partSize, part * partSize);
  }

  #keep(part: number, etag: string | null): void {
    const { size } = this.#bytesOf(part);
    this.#stored.add(part);
    this.#sent.set(part, size);
    this.#contact.note(size);
    if (etag !== null) this.#job.onEtags({ ...this.#job.etags(), [part]: etag });
  }

  async #requestFor(part: number): Promise<TargetFragment> {
    const known = this.#signed.get(part);
    if (known && Date.parse(known.expiresAt) > Date.now() + marginMs) return known;
    // What is signed now is taken, however short its time.
    this.#signed.delete(part);
    for (;;) {
      // Of several parts that find none, one asks for all.
      this.#signing ??= this.#signAhead(part).finally(() => (this.#signing = undefined));
      await this.#signing;
      const request = this.#signed.get(part);
      if (request) return request;
    }
  }

  async #signAhead(first: number): Promise<void> {
    const wanted = [first, ...this.missing().filter((part) => part > first)].slice(0, signedAtOnce);
    const { parts } = await this.#sign(wanted);
    for (const { partNumber, request } of parts) this.#signed.set(partNumber, request);
  }

  async #sign(partNumbers?: readonly number[]) {
    const { api, patience, signal } = this.#job;
    const input = { uploadId: this.#target.uploadId, ...(partNumbers && { partNumbers }) };
    const { signUploadParts } = await persist(
      () => api.ask(DarkroomSignUploadPartsDocument, { input }, { signal }),
      patience,
    );
    unlessRefused(signUploadParts.userErrors);
    return { stored: signUploadParts.stored ?? [], parts: signUploadParts.parts ?? [] };
  }

  #tell(): void {
    this.#job.onProgress([...this.#sent.values()].reduce((sum, bytes) => sum + bytes, 0));
  }
}
