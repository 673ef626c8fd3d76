/** How a render process learns where heif-enc is: it has no search path of its own. */
export const heifEncVariable = 'DARKROOM_HEIF_ENC';
