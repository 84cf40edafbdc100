import { useEffect, useState } from 'react';
import { dropShadow, fetchModels, promoteShadow, rollBackModel, tryModel } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { ActiveModel, AvailableModel, ModelComparison, Models, RoleOfModel } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { mayChangeModels } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { Dialog } from '../system/Dialog';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { agreement, overall, useOf } from './agreement';
import './models.css';

const AGAIN_MS = 4000;
const HASH_SHOWN = 12;

/** A step that changes what looks at the city is asked about once more. */
interface Step {
  kind: 'promote' | 'rollback';
  role: string;
  from: string;
  to: string;
  sha256: string | null;
}

/** Which models look at the pictures, which are tried beside them, and the way there and back. */
export function ModelsView() {
  const { t } = useSpeech();
  const { me } = useDesk();
  const loaded = useLoaded(fetchModels);
  const [changed, setChanged] = useState<Models | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const { reload, value } = loaded;
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  useEffect(() => setChanged(null), [value]);
  const models = changed ?? value;
  const may = mayChangeModels(me);
  const act = (deed: () => Promise<Models>) => {
    setBusy(true);
    setProblem(null);
    deed()
      .then(setChanged, (thrown: unknown) => setProblem(asProblem(thrown)))
      .finally(() => setBusy(false));
  };
  const confirmed = ({ kind, role, sha256 }: Step) => {
    setStep(null);
    act(() => (kind === 'promote' && sha256 ? promoteShadow(role, sha256) : rollBackModel(role, sha256)));
  };
  return (
    <section className="models" aria-label={t('models.title')} data-testid="models">
      <header>
        <h2>{t('models.title')}</h2>
        <p>{t('models.lead')}</p>
        {!may && <p className="note">{t('models.onlyLooking')}</p>}
        {models && (models.evaluatedAt || models.available.length > 0) && <Evaluation at={models.evaluatedAt} />}
      </header>
      {problem && <ProblemNote problem={problem} />}
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={reload} />}
      {!models && !loaded.problem && (
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      )}
      {models?.roles.map((role) => (
        <RoleCard
          key={role.role}
          role={role}
          may={may && !busy}
          onStep={setStep}
          onDrop={() => act(() => dropShadow(role.role))}
        />
      ))}
      {models && (
        <Available models={models} may={may && !busy} onTry={(name) => act(() => tryModel(name))} />
      )}
      {models && <Rejected models={models} />}
      {models && models.refusals.length > 0 && <Refusals models={models} />}
      {step && <Confirm step={step} onClose={() => setStep(null)} onConfirm={() => confirmed(step)} />}
    </section>
  );
}

/** How good they were when somebody last measured. */
function Evaluation({ at }: { at: string | null }) {
  const { t } = useSpeech();
  if (!at) return <p>{t('models.noEvaluation')}</p>;
  return (
    <a className="button" href="/api/models/evaluation" target="_blank" rel="noopener" data-testid="models-evaluation">
      {t('models.evaluation', { when: dateTimeText(Date.parse(at)) })}
    </a>
  );
}

function RoleCard({
  role,
  may,
  onStep,
  onDrop,
}: {
  role: RoleOfModel;
  may: boolean;
  onStep(step: Step): void;
  onDrop(): void;
}) {
  const { t, code } = useSpeech();
  const { active, shadow, previous } = role;
  const from = active?.name ?? t('models.none');
  return (
    <section className="card" aria-label={code('modelRole', role.role)} data-testid={`models-${role.role}`}>
      <header>
        <h3>{code('modelRole', role.role)}</h3>
        {role.changedAt && role.changedBy && (
          <span className="sub">
            {t('models.changed', { who: role.changedBy, when: dateTimeText(Date.parse(role.changedAt)) })}
          </span>
        )}
      </header>
      <div className="pair">
        <div className="side" data-testid="models-active">
          <h4>● {t('models.active')}</h4>
          {active ? <Facts model={active} /> : <p className="sub">{t('models.noneOfRole')}</p>}
          {previous && (
            <button
              type="button"
              disabled={!may}
              data-testid="models-rollback"
              onClick={() =>
                onStep({
                  kind: 'rollback',
                  role: role.role,
                  from,
                  to: previous.name ?? t('models.none'),
                  sha256: active?.sha256 ?? null,
                })
              }
            >
              ↶ {t('models.rollback', { name: previous.name ?? t('models.none') })}
            </button>
          )}
        </div>
        <div className="side" data-testid="models-shadow">
          <h4>◌ {t('models.shadow')}</h4>
          {!shadow && <p className="sub">{t('models.noShadow')}</p>}
          {shadow && (
            <>
              <Facts model={shadow.model} />
              <Compared comparison={shadow.comparison} />
              <div className="form-actions">
                <button
                  type="button"
                  className="primary"
                  disabled={!may}
                  data-testid="models-promote"
                  onClick={() =>
                    onStep({
                      kind: 'promote',
                      role: role.role,
                      from,
                      to: shadow.model.name,
                      sha256: shadow.model.sha256,
                    })
                  }
                >
                  ↑ {t('models.promote')}
                </button>
                <button type="button" className="quiet" disabled={!may} onClick={onDrop} data-testid="models-drop">
                  {t('models.drop')}
                </button>
              </div>
            </>
          )}
        </div>
      </div>
    </section>
  );
}

function Facts({ model }: { model: ActiveModel }) {
  const { t, code } = useSpeech();
  return (
    <>
      <p>
        <strong>{model.name}</strong> <span className="mono sub">{model.sha256.slice(0, HASH_SHOWN)}</span>
      </p>
      <p className="sub">
        {model.family} · {model.inputWidth}×{model.inputHeight} · {t('models.from', { score: model.scoreThreshold })}
      </p>
      <p className="sub">{model.labels.map((label) => code('class', label)).join(' · ')}</p>
      {model.limits && <p className="limits">⚠ {model.limits}</p>}
    </>
  );
}

function Compared({ comparison }: { comparison: ModelComparison }) {
  const { t, code } = useSpeech();
  if (comparison.frames === 0) {
    return (
      <p className="sub" data-testid="models-waiting">
        {t('models.waiting')}
        {comparison.rejected > 0 && ` ${t('models.shadowRejected', { frames: comparison.rejected })}`}
      </p>
    );
  }
  return (
    <>
      <p data-testid="models-frames" data-frames={comparison.frames}>
        {t('models.compared', {
          frames: comparison.frames,
          share: percent(overall(comparison)),
          active: ms(comparison.activeMs),
          shadow: ms(comparison.shadowMs),
        })}
        {comparison.rejected > 0 && (
          <strong className="bad"> {t('models.shadowRejected', { frames: comparison.rejected })}</strong>
        )}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('models.class')}</th>
            <th scope="col">{t('models.active')}</th>
            <th scope="col">{t('models.shadow')}</th>
            <th scope="col">{t('models.both')}</th>
            <th scope="col">{t('models.agreement')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.classes.map((one) => (
            <tr key={one.objectClass}>
              <td>{code('class', one.objectClass)}</td>
              <td className="number">{one.active}</td>
              <td className="number">{one.shadow}</td>
              <td className="number">{one.both}</td>
              <td className="number">{percent(agreement(one))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Available({ models, may, onTry }: { models: Models; may: boolean; onTry(name: string): void }) {
  const { t, code } = useSpeech();
  return (
    <section className="card" aria-labelledby="models-available">
      <h3 id="models-available">{t('models.available')}</h3>
      {models.available.length === 0 && <p className="sub">{t('models.noneAvailable')}</p>}
      {models.available.length > 0 && (
        <table data-testid="models-available-table">
          <thead>
            <tr>
              <th scope="col">{t('models.folder')}</th>
              <th scope="col">{t('models.name')}</th>
              <th scope="col">{t('models.use')}</th>
              <th scope="col">
                <span className="hidden-text">{t('models.tryIt')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {models.available.map((model) => {
              const use = useOf(model, models.roles);
              return (
                <tr key={model.model} data-testid="models-row" data-model={model.model} data-use={use}>
                  <td className="mono">{model.model}</td>
                  <td>
                    {model.name ?? '—'}
                    <span className="sub">{kindOf(model, code)}</span>
                  </td>
                  <td>
                    {code('modelUse', use)}
                    {model.refusal && <span className="refusal">✕ {model.refusal}</span>}
                  </td>
                  <td>
                    {(use === 'FREE' || use === 'BEFORE') && (
                      <button
                        type="button"
                        disabled={!may}
                        onClick={() => onTry(model.model)}
                        aria-label={t('models.tryNamed', { name: model.name ?? model.model })}
                      >
                        ◌ {t('models.tryIt')}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function kindOf(model: AvailableModel, code: (group: string, value: string) => string): string {
  return [model.family, model.role && code('modelRole', model.role), model.sha256?.slice(0, HASH_SHOWN)]
    .filter(Boolean)
    .join(' · ');
}

function Rejected({ models }: { models: Models }) {
  const { t, code } = useSpeech();
  return (
    <section className="card" aria-labelledby="models-rejected" data-testid="models-rejected">
      <h3 id="models-rejected">{t('models.rejected')}</h3>
      <p className="sub">{t('models.rejectedLead', { provider: models.provider })}</p>
      <dl className="counts">
        {models.rejectedFrames.map(({ reason, count }) => (
          <div key={reason} className={count > 0 ? 'some' : ''} data-reason={reason} data-count={count}>
            <dt>{code('frameRejected', reason)}</dt>
            <dd className="number">{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Refusals({ models }: { models: Models }) {
  const { t } = useSpeech();
  return (
    <section className="card" aria-labelledby="models-refusals" data-testid="models-refusals">
      <h3 id="models-refusals">{t('models.refusals')}</h3>
      <ul className="plain-list">
        {models.refusals.map(({ at, model, reason }) => (
          <li key={`${at} ${model}`}>
            <span className="sub">{dateTimeText(Date.parse(at))}</span> <strong>{model}</strong> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Confirm({ step, onClose, onConfirm }: { step: Step; onClose(): void; onConfirm(): void }) {
  const { t } = useSpeech();
  const title = t(step.kind === 'promote' ? 'models.promote' : 'models.back');
  return (
    <Dialog title={title} onClose={onClose} testId="models-confirm">
      <p>{t('models.confirm', { from: step.from, to: step.to })}</p>
      <div className="dialog-actions">
        <button type="button" className="quiet" onClick={onClose}>
          {t('action.cancel')}
        </button>
        <button type="button" className="primary" data-first-focus onClick={onConfirm} data-testid="models-confirmed">
          {title}
        </button>
      </div>
    </Dialog>
  );
}

function percent(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 100)}%`;
}

function ms(value: number | null): string {
  return value === null ? '—' : value.toFixed(value < 10 ? 1 : 0);
}
