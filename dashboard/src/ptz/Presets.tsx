import { useState, type FormEvent } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { removePreset, savePreset } from '../api/registry';
import type { PtzCommand, PtzState } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';

const USUAL_DWELL_S = 15;

/** Remembered directions, and going round them. */
export function Presets({
  cameraId,
  state,
  enabled,
  keeps,
  onCommand,
  onChanged,
}: {
  cameraId: string;
  state: PtzState;
  enabled: boolean;
  /** May save and remove directions. */
  keeps: boolean;
  onCommand(command: PtzCommand): void;
  onChanged(): void;
}) {
  const { t } = useSpeech();
  const [round, setRound] = useState<ReadonlySet<string>>(new Set(state.patrol?.presets ?? []));
  const [dwell, setDwell] = useState(String(state.patrol?.dwellSeconds ?? USUAL_DWELL_S));
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = (work: Promise<unknown>) => {
    setProblem(null);
    work.then(onChanged, (thrown: unknown) => setProblem(asProblem(thrown)));
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    run(savePreset(cameraId, String(new FormData(form).get('preset')).trim()).then(() => form.reset()));
  };
  const toggle = (token: string) => {
    const next = new Set(round);
    if (!next.delete(token)) next.add(token);
    setRound(next);
  };
  const chosen = state.presets.filter((preset) => round.has(preset.token)).map((preset) => preset.token);
  return (
    <section className="card">
      <h3>{t('ptz.presets')}</h3>
      {state.presets.length === 0 && <p className="sub">{t('ptz.noPresets')}</p>}
      <ul className="plain-list">
        {state.presets.map((preset) => (
          <li key={preset.token} data-testid="ptz-preset" data-token={preset.token}>
            <label className="check">
              <input
                type="checkbox"
                checked={round.has(preset.token)}
                aria-label={t('ptz.inPatrol', { name: preset.name })}
                onChange={() => toggle(preset.token)}
              />
            </label>
            <button
              type="button"
              className="grows"
              disabled={!enabled}
              onClick={() => onCommand({ command: 'GOTO_PRESET', preset: preset.token })}
            >
              {preset.token === state.homePreset && <span title={t('ptz.home')}>⌂ </span>}
              {preset.name}
              {preset.panDeg !== undefined && preset.panDeg !== null && (
                <span className="sub number">
                  {Math.round(preset.panDeg)}° / {Math.round(preset.tiltDeg ?? 0)}°
                </span>
              )}
            </button>
            {keeps && preset.token !== state.homePreset && (
              <button
                type="button"
                className="quiet"
                aria-label={t('ptz.removePreset', { name: preset.name })}
                onClick={() => run(removePreset(cameraId, preset.token))}
              >
                ✕
              </button>
            )}
          </li>
        ))}
      </ul>
      {state.presets.length > 1 && (
        <div className="form-actions">
          {state.patrol ? (
            <button type="button" onClick={() => onCommand({ command: 'STOP' })} disabled={!enabled}>
              ■ {t('ptz.patrolStop')}
            </button>
          ) : (
            <button
              type="button"
              disabled={!enabled || chosen.length < 2}
              data-testid="ptz-patrol"
              onClick={() =>
                onCommand({ command: 'PATROL', presets: chosen, dwellSeconds: Number(dwell) || USUAL_DWELL_S })
              }
            >
              ↻ {t('ptz.patrol')}
            </button>
          )}
          <label className="inline">
            {t('ptz.dwell')}
            <input type="number" min={5} max={3600} value={dwell} onChange={(event) => setDwell(event.target.value)} />
          </label>
        </div>
      )}
      {keeps && (
        <form className="form-actions" onSubmit={save}>
          <input
            name="preset"
            required
            maxLength={64}
            aria-label={t('ptz.presetName')}
            placeholder={t('ptz.presetName')}
            data-testid="ptz-preset-name"
          />
          <button type="submit" data-testid="ptz-preset-save">
            + {t('ptz.savePreset')}
          </button>
        </form>
      )}
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
