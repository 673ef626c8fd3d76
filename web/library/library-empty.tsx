/** In place of the grid, where there is nothing: because there are no images, or because none is like that. */
import { ImageOff, Images, Upload } from 'lucide-react';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    icon={<ImageOff aria-hidden />}
    title="Nothing is like this"
    action={<Button onClick={onClear}>Clear the search and all filters</Button>}
  >
    The search finds the beginnings of words in titles, file names, descriptions and tags.
  </EmptyState>
);

export const NoImages = () => (
  <EmptyState
    icon={<Images aria-hidden />}
    title="No images yet"
    action={
      <ButtonLink to="/upload" variant="primary" icon={<Upload aria-hidden />}>
        Upload images
      </ButtonLink>
    }
  >
    What you upload, here or by the API, appears in this place.
  </EmptyState>
);
