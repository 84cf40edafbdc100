import type { ObjectsDetected, TrackedObject, Zone } from '../api/types';
import { drawObject, drawZone } from './drawBoxes';
import { containedRect } from './geometry';

export interface Scene {
  pictureWidth: number;
  pictureHeight: number;
  detection: ObjectsDetected | null;
  zones: readonly Zone[];
  /** The same function as long as it gives the same words. */
  labelOf(object: TrackedObject): string;
}

interface Sheet {
  /** CSS pixels. */
  width: number;
  height: number;
  ratio: number;
}

/** Whether drawing {@code next} would leave the canvas as it is. */
export function looksAs(drawn: Scene, next: Scene): boolean {
  if (isEmpty(drawn) && isEmpty(next)) return true;
  return (
    drawn.detection === next.detection &&
    drawn.zones === next.zones &&
    drawn.labelOf === next.labelOf &&
    drawn.pictureWidth === next.pictureWidth &&
    drawn.pictureHeight === next.pictureHeight
  );
}

function isEmpty(scene: Scene): boolean {
  return scene.zones.length === 0 && !scene.detection?.objects.length;
}

/**
 * What lies over one picture, sharp at the screen's pixel ratio. A wall shows hundreds of pictures a second while its boxes
 * change a few times: nothing is drawn again, and the page is not laid out, for a picture under the same boxes.
 */
export class SceneCanvas {
  private readonly resized: ResizeObserver;
  private sheet: Sheet = { width: 0, height: 0, ratio: 1 };
  private drawn: Scene | null = null;
  /** Answers when the page has another pixel ratio than at the last look: zoomed, or moved to another screen. */
  private ratioQuery: MediaQueryList | null = null;
  private readonly refit = () => this.fit();

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.resized = new ResizeObserver(this.refit);
    this.resized.observe(canvas);
    this.fit();
  }

  close(): void {
    this.resized.disconnect();
    this.ratioQuery?.removeEventListener('change', this.refit);
  }

  show(scene: Scene): void {
    if (this.drawn && looksAs(this.drawn, scene)) return;
    this.drawn = scene;
    this.canvas.dataset['objects'] = String(scene.detection?.objects.length ?? 0);
    this.draw(scene);
  }

  private fit(): void {
    this.sheet = {
      width: this.canvas.clientWidth,
      height: this.canvas.clientHeight,
      ratio: window.devicePixelRatio || 1,
    };
    this.watchRatio();
    if (this.drawn) this.draw(this.drawn);
  }

  /** The canvas keeps its size in CSS pixels when the ratio changes: nobody else would tell. */
  private watchRatio(): void {
    this.ratioQuery?.removeEventListener('change', this.refit);
    this.ratioQuery = matchMedia(`(resolution: ${this.sheet.ratio}dppx)`);
    this.ratioQuery.addEventListener('change', this.refit);
  }

  private draw(scene: Scene): void {
    const { canvas, sheet } = this;
    // Setting the size empties the canvas. A clearRect as the only call brings the old boxes back (seen in Chromium 156,
    // headless).
    canvas.width = Math.round(sheet.width * sheet.ratio);
    canvas.height = Math.round(sheet.height * sheet.ratio);
    if (isEmpty(scene)) return;
    const pen = canvas.getContext('2d');
    if (!pen) return;
    pen.setTransform(sheet.ratio, 0, 0, sheet.ratio, 0, 0);
    const picture = containedRect(sheet.width, sheet.height, scene.pictureWidth, scene.pictureHeight);
    for (const zone of scene.zones) drawZone(pen, zone, picture);
    for (const object of scene.detection?.objects ?? []) drawObject(pen, object, picture, scene.labelOf(object));
  }
}
