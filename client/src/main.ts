/** What `@darkroom/client` offers to every framework. */
export { createDarkroomClient, type DarkroomClient, type DarkroomClientOptions } from './core/client.ts';
export type { TokenSource } from './core/credentials.ts';
export { DarkroomError, type Failure, type WhatToDo } from './core/failure.ts';
export type { ResumeStorage, Way } from './core/records.ts';
export { createSocket, type Socket, type SocketOptions } from './core/socket.ts';
export type { Upload } from './core/upload.ts';
export type { ImageInput, UploadOptions } from './core/upload-options.ts';
export { isSettled, type UploadedImage, type UploadState, type UploadStatus } from './core/upload-state.ts';
