import { useState, type FormEvent } from 'react';
import { askJson } from '../api/http';
import { asProblem, type Problem } from '../api/problem';
import type { PtzArc, PtzState } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';

const MOST_ARCS = 8;
const NEW_ARC: PtzArc = { fromDeg: 0, toDeg: 90, tiltFromDeg: -90, tiltToDeg: 30 };

/** Home and the approved arcs: outside of them the camera refuses to look. */
export function PtzSettings({ cameraId, state, onSaved }: { cameraId: string; state: PtzState; onSaved(): void }) {
  const { t } = useSpeech();
  const [home, setHome] = useState(state.homePreset ?? '');
  const [after, setAfter] = useState(String(state.homeAfterSeconds ?? 180));
  const [arcs, setArcs] = useState<readonly PtzArc[]>(state.arcs);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const set = (at: number, name: keyof PtzArc, value: string) =>
    setArcs(arcs.map((arc, place) => (place === at ? { ...arc, [name]: Number(value) } : arc)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setSaved(false);
    askJson<PtzState>('PUT', `/api/cameras/${encodeURIComponent(cameraId)}/ptz/settings`, {
      homePreset: home || null,
      homeAfterSeconds: home && after ? Number(after) : null,
      arcs,
    }).then(
      () => {
        setSaved(true);
        onSaved();
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  return (
    <details className="card" data-testid="ptz-settings">
      <summary>{t('ptz.settings')}</summary>
      <form className="form-grid" onSubmit={submit}>
        <label>
          {t('ptz.homePreset')}
          <select value={home} onChange={(event) => setHome(event.target.value)}>
            <option value="">—</option>
            {state.presets.map((preset) => (
              <option key={preset.token} value={preset.token}>
                {preset.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('ptz.homeAfter')}
          <input
            type="number"
            min={30}
            max={86400}
            disabled={!home}
            value={after}
            onChange={(event) => setAfter(event.target.value)}
          />
        </label>
        <fieldset>
          <legend>{t('ptz.arcs')}</legend>
          <p className="sub">{t('ptz.arcsHint')}</p>
          {arcs.map((arc, at) => (
            <div key={at} className="arc-row">
              {(['fromDeg', 'toDeg', 'tiltFromDeg', 'tiltToDeg'] as const).map((name) => (
                <label key={name}>
                  {t(`arc.${name}`)}
                  <input
                    type="number"
                    step="any"
                    required
                    value={arc[name] ?? ''}
                    onChange={(event) => set(at, name, event.target.value)}
                  />
                </label>
              ))}
              <button
                type="button"
                className="quiet"
                aria-label={t('arc.remove')}
                onClick={() => setArcs(arcs.filter((_, place) => place !== at))}
              >
                ✕
              </button>
            </div>
          ))}
          <button
            type="button"
            className="quiet"
            disabled={arcs.length >= MOST_ARCS}
            onClick={() => setArcs([...arcs, NEW_ARC])}
          >
            + {t('arc.add')}
          </button>
        </fieldset>
        <div className="form-actions wide">
          <button type="submit" className="primary">
            {t('form.save')}
          </button>
          {saved && <span role="status">✓ {t('form.saved')}</span>}
        </div>
      </form>
      {problem && <ProblemNote problem={problem} />}
    </details>
  );
}
