/**
 * What the image's HEALTHCHECK asks: is the server or the worker of this container ready. Whichever of the two runs listens on
 * the admin port of its kind; of both, in an all-in-one, one is enough. Exits with 0 or 1.
 */
const ports = [process.env.ADMIN_PORT || '9090', process.env.WORKER_ADMIN_PORT || '9091'];

async function isReady(port) {
  const { ok } = await fetch(`http://127.0.0.1:${port}/probe/ready`);
  if (!ok) throw new Error(`not ready on port ${port}`);
}

await Promise.any(ports.map(isReady)).catch(() => process.exit(1));
