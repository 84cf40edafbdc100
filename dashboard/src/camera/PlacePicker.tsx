import { lazy, Suspense } from 'react';
import type { Point } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';

const PlaceMap = lazy(() => import('../map/PlaceMap').then((module) => ({ default: module.PlaceMap })));

/** A small map to press on; the fields beside it stay the keyboard's way. */
export function PlacePicker({ place, onPlace }: { place: Point; onPlace(place: Point): void }) {
  const { t } = useSpeech();
  return (
    <Suspense fallback={<p aria-busy="true">{t('app.loading')}</p>}>
      <PlaceMap place={place} onPlace={onPlace} />
    </Suspense>
  );
}
