/** What `@darkroom/client/react` offers: hooks on React 19 and Apollo Client 4, and a picture without surprises. */
export { DarkroomImage, type DarkroomImageProps, type ResponsivePicture } from './react/darkroom-image.tsx';
export { DarkroomProvider, useDarkroom } from './react/provider.tsx';
export { type DarkroomImageData, useImage, type UseImage, type UseImageOptions } from './react/use-image.ts';
export { useImageEvents, type UseImageEvents, type UseImageEventsOptions } from './react/use-image-events.ts';
export { useUpload, type UseUpload, type UploadView, useUploadState } from './react/use-upload.ts';
