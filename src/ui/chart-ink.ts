/**
 * ECharts wants colours; we want classes, so that one drawing serves light, dark, paper and forced colours. Each role has a colour that means nothing
 * and is exchanged for its class once the drawing is made.
 */
export const seriesInks = ['#0000a1', '#0000a2', '#0000a3', '#0000a4', '#0000a5', '#0000a6'] as const;
export const inks = {
  axis: '#0000b1',
  label: '#0000b2',
  grid: '#0000b3',
  reference: '#0000b4',
  page: '#0000b5',
} as const;

export const seriesInk = (index: number): string => seriesInks[index % seriesInks.length] ?? inks.label;

/** The number of the series' colour in the style sheet, 1 to 6. */
export const seriesNumber = (index: number): number => (index % seriesInks.length) + 1;

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(seriesInks.map((ink, index) => [ink, String(index + 1)])),
  ...Object.fromEntries(Object.entries(inks).map(([role, ink]) => [ink, role])),
};

export const inkName = (colour: string): string | undefined => names[colour];
