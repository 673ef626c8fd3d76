/** The enumerations of images under their contract names; the values are what the domain uses. */
import { registerEnumType } from 'type-graphql';

export const ImageStatusEnum = { PROCESSING: 'PROCESSING', READY: 'READY', FAILED: 'FAILED' } as const;
registerEnumType(ImageStatusEnum, {
  name: 'ImageStatus',
  description: 'How far an image is.',
  valuesConfig: {
    PROCESSING: { description: 'Required variants are still being made.' },
    READY: { description: 'Every required variant is there.' },
    FAILED: { description: 'A required variant cannot be made; `failure` says why.' },
  },
});

export const VariantStatusEnum = {
  PENDING: 'PENDING',
  PROCESSING: 'PROCESSING',
  READY: 'READY',
  FAILED: 'FAILED',
} as const;
registerEnumType(VariantStatusEnum, {
  name: 'VariantStatus',
  description: 'How far a variant is.',
  valuesConfig: {
    PENDING: { description: 'Nobody works on it yet.' },
    PROCESSING: { description: 'It is being made.' },
    READY: { description: 'It can be fetched.' },
    FAILED: { description: 'It cannot be made; `failure` says why.' },
  },
});

export const VisibilityEnum = { PUBLIC: 'PUBLIC', PRIVATE: 'PRIVATE' } as const;
registerEnumType(VisibilityEnum, {
  name: 'Visibility',
  description: 'Who may see an image.',
  valuesConfig: {
    PUBLIC: { description: 'Everybody who knows the id; variants need no signature.' },
    PRIVATE: { description: 'The owner, whoever holds a signed URL, and those with whom it is shared.' },
  },
});

export const ColorSpaceEnum = { SRGB: 'srgb', DISPLAY_P3: 'display-p3' } as const;
registerEnumType(ColorSpaceEnum, {
  name: 'ColorSpace',
  description: 'The colours that an output can have.',
  valuesConfig: {
    SRGB: { description: 'Those that every screen shows.' },
    DISPLAY_P3: {
      description: 'Half as many again, where the image has more than sRGB; else the output is in sRGB.',
    },
  },
});

export const ImageFormatEnum = {
  AUTO: 'auto',
  JPEG: 'jpeg',
  WEBP: 'webp',
  AVIF: 'avif',
  PNG: 'png',
  GIF: 'gif',
  HEIC: 'heic',
} as const;
registerEnumType(ImageFormatEnum, {
  name: 'ImageFormat',
  description: 'A format of renditions.',
  valuesConfig: {
    AUTO: { description: 'The best that the client takes and the image deserves, decided at each request.' },
    JPEG: { description: 'image/jpeg: read everywhere, without transparency.' },
    WEBP: { description: 'image/webp: smaller, with transparency and animation.' },
    AVIF: { description: 'image/avif: the smallest, with transparency.' },
    PNG: { description: 'image/png: without loss, with transparency.' },
    GIF: { description: 'image/gif: animation for old readers.' },
    HEIC: { description: 'image/heic: written where heif-enc is installed, else HEIC_UNAVAILABLE.' },
  },
});

export const FitEnum = { COVER: 'cover', CONTAIN: 'contain', INSIDE: 'inside', FILL: 'fill' } as const;
registerEnumType(FitEnum, {
  name: 'Fit',
  description: 'How an image is brought into a box.',
  valuesConfig: {
    COVER: { description: 'Fills the box and crops what stands out.' },
    CONTAIN: { description: 'Fits into the box and pads to its size with the background.' },
    INSIDE: { description: 'Fits into the box; the shorter side is as it falls.' },
    FILL: { description: 'Takes the size of the box exactly, distorting the image.' },
  },
});

export const GravityEnum = {
  CENTER: 'center',
  NORTH: 'north',
  NORTH_EAST: 'northeast',
  EAST: 'east',
  SOUTH_EAST: 'southeast',
  SOUTH: 'south',
  SOUTH_WEST: 'southwest',
  WEST: 'west',
  NORTH_WEST: 'northwest',
  ATTENTION: 'attention',
  ENTROPY: 'entropy',
  FOCAL_POINT: 'focus',
} as const;
registerEnumType(GravityEnum, {
  name: 'Gravity',
  description: 'What a crop keeps, or where a padded picture lies.',
  valuesConfig: {
    CENTER: { description: 'The middle.' },
    NORTH: { description: 'The top.' },
    NORTH_EAST: { description: 'The top right.' },
    EAST: { description: 'The right.' },
    SOUTH_EAST: { description: 'The bottom right.' },
    SOUTH: { description: 'The bottom.' },
    SOUTH_WEST: { description: 'The bottom left.' },
    WEST: { description: 'The left.' },
    NORTH_WEST: { description: 'The top left.' },
    ATTENTION: { description: 'What the eye is drawn to: faces, colours, contrast.' },
    ENTROPY: { description: 'Where most happens.' },
    FOCAL_POINT: { description: 'The point that its owner set with `updateImage`; without one the middle.' },
  },
});

export const ResponsiveLayoutEnum = {
  FIXED: 'FIXED',
  CONSTRAINED: 'CONSTRAINED',
  FULL_WIDTH: 'FULL_WIDTH',
} as const;
registerEnumType(ResponsiveLayoutEnum, {
  name: 'ResponsiveLayout',
  description: 'How wide an image is shown.',
  valuesConfig: {
    FIXED: { description: 'As wide as is asked for, on every screen: one for each density.' },
    CONSTRAINED: { description: 'As wide as is asked for, or as the window where that is narrower.' },
    FULL_WIDTH: { description: 'As wide as the window.' },
  },
});

export const SignatureScopeEnum = { EXACT: 'EXACT', IMAGE: 'IMAGE' } as const;
registerEnumType(SignatureScopeEnum, {
  name: 'SignatureScope',
  description: 'What a signature is good for.',
  valuesConfig: {
    EXACT: { description: 'This one URL.' },
    IMAGE: {
      description: 'Every rendition of the image, such as those of a srcset: its parameters fit all of them.',
    },
  },
});

export const ImageOrderFieldEnum = {
  CREATED_AT: 'CREATED_AT',
  UPDATED_AT: 'UPDATED_AT',
  BYTE_SIZE: 'BYTE_SIZE',
  FILENAME: 'FILENAME',
} as const;
registerEnumType(ImageOrderFieldEnum, {
  name: 'ImageOrderField',
  description: 'What a list is sorted by.',
  valuesConfig: {
    CREATED_AT: { description: 'When the upload was accepted.' },
    UPDATED_AT: { description: 'When it last changed.' },
    BYTE_SIZE: { description: 'Bytes of the original.' },
    FILENAME: { description: 'The name of the uploaded file.' },
  },
});

export const OrderDirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const;
registerEnumType(OrderDirectionEnum, {
  name: 'OrderDirection',
  description: 'Ascending or descending.',
  valuesConfig: {
    ASC: { description: 'The smallest, oldest or first in the alphabet comes first.' },
    DESC: { description: 'The largest, newest or last in the alphabet comes first.' },
  },
});
