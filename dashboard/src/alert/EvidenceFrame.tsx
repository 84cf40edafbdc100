import { useState } from 'react';
import { alertFrameUrl } from '../api/doors';
import type { Alert, Vertex } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { classColour } from '../live/drawBoxes';
import { boxRect, polygonPoints } from '../live/geometry';
import { trackName } from '../live/trackName';
import { nameOf } from './queue';
import './alert.css';

interface Props {
  alert: Alert;
  /** The watched zone, when the camera is known. */
  zone: readonly Vertex[] | null;
  /** Small: no labels, decorative. */
  thumbnail?: boolean;
}

/** The frame that completed the rule; boxes and zone are drawn here, the picture itself is untouched. */
export function EvidenceFrame({ alert, zone, thumbnail = false }: Props) {
  const { t, code } = useSpeech();
  const [size, setSize] = useState({ width: 640, height: 360 });
  const [failed, setFailed] = useState(false);
  const picture = { x: 0, y: 0, ...size };
  return (
    <div
      className={thumbnail ? 'evidence thumbnail' : 'evidence'}
      data-testid={thumbnail ? undefined : 'evidence-frame'}
    >
      {failed ? (
        <span className="evidence-missing">{thumbnail ? '—' : t('alert.noEvidence')}</span>
      ) : (
        <img
          src={alertFrameUrl(alert.alertId)}
          loading="lazy"
          decoding="async"
          alt={thumbnail ? '' : t('alert.evidenceOf', { name: nameOf(alert) })}
          onError={() => setFailed(true)}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize({ width: naturalWidth || 640, height: naturalHeight || 360 })
          }
        />
      )}
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        {zone && <polygon className="evidence-zone" points={polygonPoints(zone, size.width, size.height)} />}
        {alert.objects.map((object) => {
          const rect = boxRect(object.box, picture);
          if (!rect) return null;
          const doer = object.trackId === alert.trackId;
          return (
            <g key={`${object.trackId}-${object.label}`}>
              <rect
                {...rect}
                className={doer ? 'evidence-doer' : 'evidence-box'}
                stroke={doer ? undefined : classColour(object.label)}
              />
              {!thumbnail && (
                <text
                  textAnchor={rect.x > size.width * 0.7 ? 'end' : 'start'}
                  x={rect.x > size.width * 0.7 ? rect.x + rect.width : rect.x}
                  y={
                    rect.y > size.height * 0.06
                      ? rect.y - size.height * 0.012
                      : rect.y + rect.height + size.height * 0.045
                  }
                  fontSize={size.height * 0.05}
                  fill={doer ? '#ff8585' : classColour(object.label)}
                >
                  {code('class', object.label)} {trackName(object.trackId)} · {Math.round(object.confidence * 100)}%
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
