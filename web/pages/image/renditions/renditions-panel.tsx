/** The controls of the playground, what came of them, and how programs ask for the same. */
import { ErrorNotice } from '../../../errors/error-notice.tsx';
import type { ImageViewFragment } from '../../../generated/graphql.ts';
import { PanelSection } from '../panel-section.tsx';
import { RenditionFacts } from './rendition-facts.tsx';
import { RenditionSnippets } from './rendition-snippets.tsx';
import { TransformForm } from './transform-form.tsx';
import type { Playground } from './use-playground.ts';

export interface RenditionsPanelProps {
  readonly image: ImageViewFragment;
  readonly playground: Playground;
  readonly isMine: boolean;
}

export function RenditionsPanel({ image, playground, isMine }: RenditionsPanelProps) {
  const { transform, change, error } = playground;
  return (
    <>
      <PanelSection>
        <TransformForm transform={transform} onChange={change} width={image.width} height={image.height} />
      </PanelSection>
      <PanelSection title="What comes of it">
        {error !== undefined && <ErrorNotice error={error} />}
        <RenditionFacts image={image} playground={playground} isMine={isMine} />
      </PanelSection>
      <RenditionSnippets image={image} playground={playground} />
    </>
  );
}
