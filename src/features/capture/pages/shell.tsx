import { download, page, type Reply } from '#platform/http/reply.ts';
import { assetPath } from '#ui/assets.ts';
import { capturePaths } from '../paths.ts';

/** What the device keeps, each under a name that carries its hash: a change of any of them is a new version of the whole. */
const kept = () =>
  ['app.css', 'capture.css', 'capture.js', 'source-sans-3-400.woff2', 'source-sans-3-600.woff2', 'favicon.svg'].map(
    assetPath,
  );

/** The page that the device keeps. It carries nobody's name and no data: those come from the device's own store, for whoever is signed in. */
const Shell = () => (
  <html lang="en-GB" class="govuk-template">
    <head>
      <meta charset="utf-8" />
      <title>Visit notes – Cairn</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#1d4a44" />
      <meta name="robots" content="noindex" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="stylesheet" href={assetPath('app.css')} />
      <link rel="stylesheet" href={assetPath('capture.css')} />
      <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={assetPath('capture-192.png')} />
      <link rel="manifest" href={assetPath('capture.webmanifest')} />
      <script type="module" src={assetPath('capture.js')} />
    </head>
    <body class="govuk-template__body cairn-page cap-page">
      <header class="cap-bar">
        <a class="cap-bar__home" href="/visit-notes">
          Visit notes
        </a>
        <p class="cap-bar__status" id="status" role="status" />
      </header>
      <main id="main" class="cap-main">
        <noscript>
          <p class="govuk-body">
            Without a network this page needs a script. With one, <a href="/visit-notes/new">write a visit note</a>{' '}
            here.
          </p>
        </noscript>
        <div id="capture">
          <h1 class="govuk-heading-l">Visit notes</h1>
        </div>
      </main>
    </body>
  </html>
);

export const showShell = async (): Promise<Reply> => page(<Shell />);

/** The service worker: a list of what to keep, and the script that keeps it. */
export async function sendWorker(): Promise<Reply> {
  const files = [capturePaths.shell, ...kept()];
  const script = `self.cairnKept = ${JSON.stringify(files)};\nimportScripts(${JSON.stringify(assetPath('capture-worker.js'))});\n`;
  return download({
    bytes: new TextEncoder().encode(script),
    mediaType: 'text/javascript; charset=utf-8',
    fileName: 'capture-worker.js',
  });
}
