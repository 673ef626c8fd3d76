/**
 * Uppy with its plugin for tus, as a page would set it up. In JavaScript: its types bring those of a browser into the
 * whole program, where they contradict those of Node.
 */
import Uppy from '@uppy/core';
import Tus from '@uppy/tus';

export async function uppyUpload({ endpoint, headers, meta, files }) {
  const images = new Map();
  const uppy = new Uppy({ meta }).use(Tus, {
    endpoint,
    headers,
    storeFingerprintForResuming: false,
    onAfterResponse: (request, response) => {
      const id = response.getHeader('darkroom-image-id');
      if (id) images.set(request.getURL(), id);
    },
  });
  // Outside of a browser tus-js-client takes a Buffer, where a page has a File.
  for (const { name, bytes } of files)
    uppy.addFile({
      name,
      type: 'image/jpeg',
      data: Object.assign(Buffer.from(bytes), { size: bytes.length }),
    });
  try {
    const { successful, failed } = await uppy.upload();
    return {
      images: successful.map(({ uploadURL }) => images.get(uploadURL)),
      failed: failed.map(({ error }) => error),
    };
  } finally {
    uppy.destroy();
  }
}
