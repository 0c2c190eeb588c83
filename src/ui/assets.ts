export type AssetManifest = Readonly<Record<string, string>>;

let manifest: AssetManifest = {};

/** Says where the built assets are. Called once at start with the manifest.json that build-assets.mjs wrote. */
export function useAssets(built: AssetManifest): void {
  manifest = built;
}

/** The address of a built asset: `assetPath('app.css')` is `/assets/app-3f9c2a1b.css`, or `/assets/app.css` where nothing was built (tests). */
export const assetPath = (name: string): string => manifest[name] ?? `/assets/${name}`;
