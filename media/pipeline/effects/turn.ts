/**
 * Turns the picture, and then mirrors it. libvips mirrors first, so a picture that lies on its side is mirrored along
 * the other axis to come out the same. All of it comes before the geometry: gravity speaks of the picture as it is shown.
 */
import type { Step } from '../step.ts';

export const turn: Step = {
  name: 'turn',
  apply(image, { effects: { rotate = 0, flip = false, flop = false } }) {
    const lies = rotate === 90 || rotate === 270;
    const turned = rotate === 0 ? image : image.rotate(rotate);
    return turned.flip(lies ? flop : flip).flop(lies ? flip : flop);
  },
};
