import { useState } from 'react';
import { useSpeech } from '../language/LanguageProvider';

/** The picture in which ingest found that the camera does not see; nothing where it is no longer kept. */
export function SightPicture({ cameraId, cause, since }: { cameraId: string; cause: string; since: string | null }) {
  const { t, code } = useSpeech();
  const [gone, setGone] = useState(false);
  if (gone) return null;
  return (
    <figure className="sight-picture">
      <img
        src={`/api/live/${encodeURIComponent(cameraId)}/sight.jpg?since=${encodeURIComponent(since ?? '')}`}
        alt={code('cause', cause)}
        width={320}
        data-testid="sight-picture"
        onError={() => setGone(true)}
      />
      <figcaption>
        {code('cause', cause)} · {t('healthTab.sight')}
      </figcaption>
    </figure>
  );
}
