/** The longest side of a photo that is kept. */
const longest = 1600;
/** So that a photo goes in one message. */
const largest = 1_200_000;

type Rectangle = { x: number; y: number; width: number; height: number };

/** A photo being looked at before it is kept: drawn anew, so that place, time and camera are gone, with black over what must not be seen. */
export type Looking = {
  canvas: HTMLCanvasElement;
  addRectangle(): void;
  undo(): void;
  bytes(): Promise<ArrayBuffer>;
};

/** Draws a file small; throws where it is no picture that this browser can read. */
export async function lookAt(file: Blob): Promise<Looking> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.className = 'cap-photo__canvas';
  canvas.tabIndex = 0;
  canvas.setAttribute(
    'aria-label',
    'The photo. Draw over what must not be seen, or move the last black rectangle with the arrow keys.',
  );
  const black: Rectangle[] = [];
  const draw = () => {
    const context = canvas.getContext('2d');
    if (!context) return;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    for (const { x, y, width, height } of black) context.fillRect(x, y, width, height);
  };
  draw();
  drawWithFinger(canvas, black, draw);
  moveWithKeys(canvas, black, draw);
  return {
    canvas,
    addRectangle() {
      const [width, height] = [canvas.width / 4, canvas.height / 4];
      black.push({ x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width, height });
      draw();
      canvas.focus();
    },
    undo() {
      black.pop();
      draw();
    },
    bytes: () => encoded(canvas),
  };
}

function drawWithFinger(canvas: HTMLCanvasElement, black: Rectangle[], draw: () => void): void {
  let start: { x: number; y: number } | null = null;
  const at = (event: PointerEvent) => ({
    x: (event.offsetX * canvas.width) / canvas.clientWidth,
    y: (event.offsetY * canvas.height) / canvas.clientHeight,
  });
  canvas.addEventListener('pointerdown', (event) => {
    start = at(event);
    black.push({ ...start, width: 0, height: 0 });
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const last = black.at(-1);
    if (!start || !last) return;
    const now = at(event);
    Object.assign(last, {
      x: Math.min(start.x, now.x),
      y: Math.min(start.y, now.y),
      width: Math.abs(now.x - start.x),
      height: Math.abs(now.y - start.y),
    });
    draw();
  });
  canvas.addEventListener('pointerup', () => {
    start = null;
  });
}

function moveWithKeys(canvas: HTMLCanvasElement, black: Rectangle[], draw: () => void): void {
  const moves: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  canvas.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    const last = black.at(-1);
    if (!move || !last) return;
    event.preventDefault();
    const step = Math.max(canvas.width, canvas.height) / 50;
    if (event.shiftKey) {
      last.width = Math.max(step, last.width + move[0] * step);
      last.height = Math.max(step, last.height + move[1] * step);
    } else {
      last.x += move[0] * step;
      last.y += move[1] * step;
    }
    draw();
  });
}

/** The canvas as a JPEG, coarser until it is small enough. */
async function encoded(canvas: HTMLCanvasElement): Promise<ArrayBuffer> {
  for (const quality of [0.8, 0.6, 0.4]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob && blob.size <= largest) return await blob.arrayBuffer();
  }
  throw new Error('The photo stays too large.');
}
