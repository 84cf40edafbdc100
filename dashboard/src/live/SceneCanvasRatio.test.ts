import { afterEach, expect, it, vi } from 'vitest';
import { SceneCanvas } from './SceneCanvas';

afterEach(() => vi.unstubAllGlobals());

it('a canvas is as sharp as the screen that the page was moved to', () => {
  const queries: { media: string; listeners: Set<() => void> }[] = [];
  vi.stubGlobal('window', { devicePixelRatio: 1 });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('matchMedia', (media: string) => {
    const listeners = new Set<() => void>();
    queries.push({ media, listeners });
    return {
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    };
  });
  const canvas = { clientWidth: 320, clientHeight: 180, width: 0, height: 0, dataset: {} };
  const scene = new SceneCanvas(canvas as unknown as HTMLCanvasElement);
  scene.show({ pictureWidth: 640, pictureHeight: 360, detection: null, zones: [], labelOf: () => '' });
  expect([canvas.width, canvas.height]).toEqual([320, 180]);

  vi.stubGlobal('window', { devicePixelRatio: 2 });
  queries.at(-1)?.listeners.forEach((listener) => listener());
  expect([canvas.width, canvas.height]).toEqual([640, 360]);
  expect(queries.map(({ media }) => media)).toEqual(['(resolution: 1dppx)', '(resolution: 2dppx)']);

  scene.close();
  expect(queries.map(({ listeners }) => listeners.size)).toEqual([0, 0]);
});
