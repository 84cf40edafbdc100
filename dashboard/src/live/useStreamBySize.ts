import { useLayoutEffect, useState, type RefObject } from 'react';
import { streamFor, type StreamName } from './wall';

/** A window that is being dragged must not dial anew with every pixel. */
const SETTLED_MS = 300;

/** The stream that was asked for, or the one that suits the picture's size on the glass; null: not measured yet. */
export function useStreamBySize(asked: StreamName | 'auto', picture: RefObject<HTMLElement | null>): StreamName | null {
  const [bySize, setBySize] = useState<StreamName | null>(null);
  useLayoutEffect(() => {
    const box = picture.current;
    if (asked !== 'auto' || !box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = () => setBySize((before) => streamFor(before ?? 'sub', box.clientWidth * devicePixelRatio));
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(measure, SETTLED_MS);
    });
    measure();
    observer.observe(box);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [asked, picture]);
  return asked === 'auto' ? bySize : asked;
}
