/** Addresses of notes without a network. */
export const capturePaths = {
  app: '/capture',
  /** The page without anybody's name, for the device to keep. */
  shell: '/capture/shell',
  /** At the root, because a service worker looks after addresses below its own. */
  worker: '/capture-worker.js',
  bundle: '/capture/bundle',
  sync: '/capture/sync',
} as const;
