import { Map as GlMap, Marker } from 'maplibre-gl';
import { useEffect } from 'react';
import { isOpen, nameOf } from '../alert/queue';
import { serverNowMs } from '../api/clock';
import type { Alert, Incident } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';

/** A new alert moves for a moment; what moves for ever would be seen no more, and would redraw the page for ever. */
const FRESH_MS = 5000;

export interface Place {
  lon: number;
  lat: number;
}

interface Opens {
  onAlert(alertId: string): void;
  onIncident(incidentId: string): void;
}

/** Alerts and incidents as real buttons over the map: reachable by keyboard, at most one alert marker a camera. */
export function useMarkers(
  map: GlMap | null,
  alerts: readonly Alert[],
  incidents: readonly Incident[],
  latest: { readonly current: Opens },
): void {
  const { t, code } = useSpeech();
  useEffect(() => {
    if (!map) return;
    const byCamera = new Map<string, Alert[]>();
    for (const alert of alerts) {
      if (isOpen(alert) && alert.lon !== null)
        byCamera.set(alert.cameraId, [...(byCamera.get(alert.cameraId) ?? []), alert]);
    }
    const markers = [...byCamera.values()]
      .slice(0, 200)
      .map(([newest, ...older]) =>
        marker(
          map,
          placeOf(newest!),
          `alert-marker ${serverNowMs() - Date.parse(newest!.raisedAt) < FRESH_MS ? 'fresh' : ''}`,
          older.length > 0 ? String(older.length + 1) : '!',
          `${older.length + 1} · ${t('map.alertAt', { behaviour: code('behaviour', newest!.behaviour), name: nameOf(newest!) })}`,
          () => latest.current.onAlert(newest!.alertId),
        ),
      );
    for (const incident of incidents.filter((known) => known.status === 'OPEN').slice(0, 200)) {
      markers.push(
        marker(map, incident.target ?? incident, 'incident-marker', '◎', `${code('kind', incident.kind)} · ${incident.summary}`, () =>
          latest.current.onIncident(incident.incidentId),
        ),
      );
    }
    return () => markers.forEach((one) => one.remove());
  }, [map, alerts, incidents, latest, t, code]);
}

function placeOf(alert: Alert): Place {
  return { lon: alert.lon ?? 0, lat: alert.lat ?? 0 };
}

function marker(map: GlMap, place: Place, className: string, text: string, label: string, onClick: () => void): Marker {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.textContent = text;
  button.title = label;
  button.setAttribute('aria-label', label);
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    onClick();
  });
  return new Marker({ element: button, anchor: className.startsWith('alert-marker') ? 'bottom' : 'left' })
    .setLngLat([place.lon, place.lat])
    .addTo(map);
}
