/** The manifests as tests see them: each overlay as kubectl builds it, and what a document says, typed as far as it is asked. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

export const folder = import.meta.dirname;
export const overlays = readdirSync(join(folder, 'overlays'));

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: string[];
  readonly env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string } } }[];
  readonly envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  readonly ports?: { name: string; containerPort: number }[];
  readonly resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  readonly securityContext?: object;
  readonly volumeMounts?: { mountPath: string }[];
  readonly lifecycle?: { preStop: { sleep: { seconds: number } } };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

export interface Probe {
  readonly httpGet: { port: string; path: string };
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

export interface PodTemplate {
  readonly metadata: { labels: Record<string, string> };
  readonly spec: {
    readonly serviceAccountName: string;
    readonly securityContext: object;
    readonly terminationGracePeriodSeconds?: number;
    readonly initContainers?: Container[];
    readonly containers: Container[];
  };
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  readonly data?: Record<string, string>;
  // Each kind has another; a test takes what it asks about.
  readonly spec?: Record<string, unknown>;
}

export function documents(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

export const file = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** As it would be applied. */
export async function build(overlay: string, root = folder): Promise<Manifest[]> {
  const path = join(root, 'overlays', overlay);
  const { stdout } = await promisify(execFile)('kubectl', ['kustomize', path], { maxBuffer: 2 ** 24 });
  return documents(stdout);
}

/** The pods that a document makes; undefined where it makes none. */
export const templateOf = ({ spec }: Manifest): PodTemplate | undefined =>
  spec?.['template'] as PodTemplate | undefined;

export const containersOf = (manifest: Manifest): Container[] => {
  const { initContainers = [], containers = [] } = templateOf(manifest)?.spec ?? {};
  return [...initContainers, ...containers];
};

/** `describe` for what kubectl builds, skipped by name where there is none that knows components (1.21). */
export async function describeBuilt(title: string, body: () => void): Promise<void> {
  const isThere = await build('production').then(
    () => true,
    (error: NodeJS.ErrnoException) =>
      error.code !== 'ENOENT' && !/unknown field|components/.test(error.message),
  );
  (isThere ? describe : describe.skip)(isThere ? title : `${title} (not applicable: no kubectl here)`, body);
}
