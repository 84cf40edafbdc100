import { useState, type FormEvent } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { fileMission, type Point } from '../api/registry';
import { spanOf } from '../health/plans';
import { SpanFields } from '../health/SpanFields';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';

const LEAST_CORNERS = 2;
const USUAL_HEIGHT_M = 50;

/** A flight is filed before it begins; air that is closed to drones refuses it by name. */
export function MissionForm({
  cameraId,
  way,
  onWay,
  onFiled,
}: {
  cameraId: string;
  /** Null: nothing is drawn now. */
  way: readonly Point[] | null;
  onWay(way: readonly Point[] | null): void;
  onFiled(): void;
}) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  if (!way) {
    return (
      <div className="form-actions">
        <button type="button" className="primary" onClick={() => onWay([])} data-testid="mission-draw">
          + {t('moving.draw')}
        </button>
      </div>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    fileMission(cameraId, {
      way: { type: 'LineString', coordinates: way.map(({ lon, lat }) => [lon, lat]) },
      heightM: Number(form.get('height')),
      ...spanOf(form),
    })
      .then(
        () => {
          onWay(null);
          onFiled();
        },
        (thrown: unknown) => setProblem(asProblem(thrown)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form className="card" onSubmit={submit} data-testid="mission-form" data-corners={way.length}>
      <h3>{t('moving.draw')}</h3>
      <p className="sub">{t('moving.drawHint')}</p>
      <div className="form-grid">
        <SpanFields />
        <label>
          {t('moving.heightM')}
          <input name="height" type="number" min={0} max={1000} required defaultValue={USUAL_HEIGHT_M} />
        </label>
      </div>
      <div className="form-actions">
        <button type="submit" className="primary" disabled={busy || way.length < LEAST_CORNERS} data-testid="mission-file">
          {t('moving.file', { count: way.length })}
        </button>
        <button type="button" disabled={way.length === 0} onClick={() => onWay(way.slice(0, -1))}>
          {t('moving.back')}
        </button>
        <button type="button" className="quiet" onClick={() => onWay(null)}>
          {t('action.cancel')}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}
