import { useCallback, useState } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { approveProposal, fetchProposals, fetchZoneVersion, fetchZoneVersions, rejectProposal } from '../api/registry';
import type { Camera, Zone, ZoneProposal } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { ReasonDialog } from '../system/ReasonDialog';
import { useLoaded } from '../system/useLoaded';

/** Zones that wait for a second person; never for the one who proposed them. */
export function Proposals({
  camera,
  onShow,
  onDecided,
}: {
  camera: Camera;
  onShow(zones: readonly Zone[]): void;
  onDecided(): void;
}) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const load = useCallback((signal: AbortSignal) => fetchProposals(camera.cameraId, signal), [camera.cameraId]);
  const loaded = useLoaded(load);
  const [rejecting, setRejecting] = useState<ZoneProposal | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const decide = (work: Promise<unknown>) => {
    setProblem(null);
    setRejecting(null);
    onShow([]);
    work.then(
      () => {
        loaded.reload();
        onDecided();
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  const open = (loaded.value ?? []).filter((one) => !one.state || one.state === 'OPEN');
  if (open.length === 0 && !problem) return null;
  return (
    <section className="zone-more">
      <h3>{t('zone.proposals')}</h3>
      {problem && <ProblemNote problem={problem} />}
      <ul className="plain-list">
        {open.map((proposal) => {
          const own = proposal.proposedBy === me.name;
          return (
            <li key={proposal.proposal} data-testid="zone-proposal" data-proposal={proposal.proposal}>
              <span>
                {t('zone.proposal', { number: proposal.proposal, who: proposal.proposedBy })}
                <span className="sub">
                  {' '}
                  {dateTimeText(Date.parse(proposal.proposedAt))} · {t('zone.count', { count: proposal.zones.length })}
                </span>
                {proposal.reason && <span className="sub"> · {proposal.reason}</span>}
              </span>
              <span className="form-actions">
                <button
                  type="button"
                  aria-pressed={shown === proposal.proposal}
                  onClick={() => {
                    const showing = shown === proposal.proposal;
                    setShown(showing ? null : proposal.proposal);
                    onShow(showing ? [] : proposal.zones);
                  }}
                >
                  {t('zone.show')}
                </button>
                {!own && (
                  <>
                    <button
                      type="button"
                      className="primary"
                      data-testid="zone-approve"
                      onClick={() => decide(approveProposal(camera.cameraId, proposal.proposal))}
                    >
                      {t('zone.approve')}
                    </button>
                    <button type="button" onClick={() => setRejecting(proposal)} data-testid="zone-reject">
                      {t('zone.reject')}
                    </button>
                  </>
                )}
              </span>
              {own && <span className="sub">{t('zone.ownProposal')}</span>}
            </li>
          );
        })}
      </ul>
      {rejecting && (
        <ReasonDialog
          title={t('zone.rejectWhy')}
          submitText={t('zone.reject')}
          testId="zone-reject-dialog"
          reasons={[t('zone.rejectPlace'), t('zone.rejectPrivacy')]}
          onSubmit={(reason) => decide(rejectProposal(camera.cameraId, rejecting.proposal, reason))}
          onClose={() => setRejecting(null)}
        />
      )}
    </section>
  );
}

/** Earlier zones, to look at and to take up again. */
export function Versions({
  camera,
  onShow,
  onTake,
}: {
  camera: Camera;
  onShow(zones: readonly Zone[]): void;
  onTake(zones: readonly Zone[]): void;
}) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <details className="zone-more" onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="zone-versions">
      <summary>{t('zone.versions')}</summary>
      {open && <VersionList camera={camera} onShow={onShow} onTake={onTake} />}
    </details>
  );
}

function VersionList({
  camera,
  onShow,
  onTake,
}: {
  camera: Camera;
  onShow(zones: readonly Zone[]): void;
  onTake(zones: readonly Zone[]): void;
}) {
  const { t } = useSpeech();
  const load = useCallback((signal: AbortSignal) => fetchZoneVersions(camera.cameraId, signal), [camera.cameraId]);
  const loaded = useLoaded(load);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const withZones = (version: number, use: (zones: readonly Zone[]) => void) => {
    fetchZoneVersion(camera.cameraId, version, null).then(use, (thrown: unknown) => setProblem(asProblem(thrown)));
  };
  if (loaded.problem) return <ProblemNote problem={loaded.problem} retry={loaded.reload} />;
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {loaded.value?.length === 0 && <p className="sub">{t('zone.noVersions')}</p>}
      <ul className="plain-list">
        {(loaded.value ?? []).map(({ version, at, who }) => (
          <li key={version}>
            <span>
              v{version} · {who} <span className="sub">{dateTimeText(Date.parse(at))}</span>
            </span>
            <span className="form-actions">
              <button
                type="button"
                aria-pressed={shown === version}
                onClick={() => {
                  setShown(shown === version ? null : version);
                  if (shown === version) onShow([]);
                  else withZones(version, onShow);
                }}
              >
                {t('zone.show')}
              </button>
              <button type="button" onClick={() => withZones(version, onTake)}>
                {t('zone.take')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
