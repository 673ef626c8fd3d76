/** How a render process learns where ffmpeg is: it has no search path of its own. */
export const ffmpegVariable = 'DARKROOM_FFMPEG';
