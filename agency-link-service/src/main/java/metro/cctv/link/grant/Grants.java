package metro.cctv.link.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.selection.ChosenCamera;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every change of a grant is written, told to the ledger and announced in one transaction; media servers act on the
 * announcement.
 */
@Service
public class Grants {
    private static final int SWEEP_ROWS = 500;

    private final GrantStore store;
    private final GrantLedger ledger;
    private final Outbox outbox;
    private final GrantProperties properties;
    private final AgencyProperties agencies;
    private final Clock clock;

    Grants(
            GrantStore store,
            GrantLedger ledger,
            Outbox outbox,
            GrantProperties properties,
            AgencyProperties agencies,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.outbox = outbox;
        this.properties = properties;
        this.agencies = agencies;
        this.clock = clock;
    }

    /**
     * @param kept as they are now, prolonged where that was worth it
     * @param ended those of cameras that do not show the target any more
     */
    public record Followed(List<Grant> kept, List<IssuedGrant> begun, List<Grant> ended) {
        public boolean isOther() {
            return !begun.isEmpty() || !ended.isEmpty();
        }
    }

    /** @throws ProblemException {@code conflict} when a case is so old that nothing is granted for it any more */
    public void requireTime(Instant openedAt) {
        if (!now().isBefore(openedAt.plus(properties.limit())))
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The case is older than " + properties.limit().toMinutes()
                            + " minutes, so no camera is granted for it any more; close it and open another.");
    }

    /** Best camera first, as chosen; none for a case that is too old. */
    @Transactional
    public List<IssuedGrant> issue(GrantCase cause, List<ChosenCamera> cameras) {
        Instant now = now();
        agencies.requireContract(cause.agency(), now);
        if (!now.isBefore(limitAt(cause))) return List.of();
        List<IssuedGrant> issued = new ArrayList<>(cameras.size());
        for (ChosenCamera chosen : cameras) issued.add(issue(cause, chosen, issued.size(), now));
        return issued;
    }

    /** The target moved: what shows it goes on or begins, what does not ends. */
    @Transactional
    public Followed follow(GrantCase cause, List<ChosenCamera> cameras) {
        List<Grant> standing = store.standingForUpdate(cause.incidentId());
        Instant now = now();
        agencies.requireContract(cause.agency(), now);
        Map<String, Grant> before = new HashMap<>();
        for (Grant grant : standing) if (isOf(grant, cause)) before.put(grant.cameraId(), grant);
        List<Grant> kept = new ArrayList<>();
        List<IssuedGrant> begun = new ArrayList<>();
        for (int choice = 0; choice < cameras.size(); choice++) {
            ChosenCamera chosen = cameras.get(choice);
            Grant known = before.remove(chosen.camera().configured().cameraId());
            if (known == null) {
                if (now.isBefore(limitAt(cause))) begun.add(issue(cause, chosen, choice, now));
            } else {
                Grant stays = known.chosenAgain(choice, chosen.camera().distanceM(), chosen.reason(), chosen.codes());
                store.stays(stays);
                kept.add(renewed(stays, now));
            }
        }
        before.values().forEach(grant -> end(grant, now));
        return new Followed(kept, begun, List.copyOf(before.values()));
    }

    public List<Grant> ofIncident(UUID incidentId) {
        return store.ofIncident(incidentId);
    }

    /** @param words e.g. {@code turned to preset gate}; shown as part of the reason */
    @Transactional
    public void turned(UUID incidentId, String cameraId, String words) {
        store.turned(incidentId, cameraId, words);
    }

    /** The agency still works on the case. */
    @Transactional
    public void renew(UUID incidentId, String agency) {
        renew(incidentId, grant -> grant.agency().equals(agency));
    }

    /** Those of the case that are worked with, prolonged where that is allowed. */
    @Transactional
    public void renew(UUID incidentId, Predicate<Grant> which) {
        List<Grant> standing = store.standingForUpdate(incidentId);
        Instant now = now();
        for (Grant grant : standing) if (which.test(grant)) renewed(grant, now);
    }

    /** As it is then: prolonged, or back, where that is allowed and worth it. */
    private Grant renewed(Grant grant, Instant now) {
        if (!GrantLifePolicy.isWorthRenewing(grant, now, validFor(grant.agency()))) return grant;
        if (!agencies.holdsAt(grant.agency(), now)) return grant;
        Grant renewed = grant.until(endsAt(grant.agency(), now, grant.limitAt()));
        store.renew(renewed.grantId(), renewed.expiresAt());
        announce(renewed, GrantChanged.State.ACTIVE, renewed.expiresAt(), now);
        return renewed;
    }

    /** The case is over. */
    @Transactional
    public void revoke(UUID incidentId) {
        revoke(incidentId, grant -> true);
    }

    /** The case is over for this agency, its room and its units. */
    @Transactional
    public void revoke(UUID incidentId, String agency) {
        revoke(incidentId, grant -> grant.agency().equals(agency));
    }

    /** Of the case, what fits: a unit is back. */
    @Transactional
    public void revoke(UUID incidentId, Predicate<Grant> which) {
        // The clock is looked at when nobody else can prolong them any more: the end is later than that.
        List<Grant> standing = store.standingForUpdate(incidentId);
        Instant now = now();
        for (Grant grant : standing) if (which.test(grant)) end(grant, now);
    }

    /** Of a case that is purged: who looked through which camera stays, how far it stood from the place does not. */
    @Transactional
    public void forgetPlace(UUID incidentId) {
        store.forgetPlace(incidentId);
    }

    /** Media servers know the end already; this makes it visible and final in the topic. */
    @Transactional
    int expire(Instant now) {
        List<Grant> expired = store.expiredForUpdate(now, SWEEP_ROWS);
        for (Grant grant : expired) {
            store.end(grant.grantId(), Grant.State.EXPIRED, now);
            announce(grant, GrantChanged.State.REVOKED, grant.expiresAt(), now);
        }
        return expired.size();
    }

    @Transactional
    int bury(Instant now) {
        List<UUID> buried = store.bury(now.minus(properties.buryAfter()), now, SWEEP_ROWS);
        for (UUID grantId : buried) outbox.addTombstone(Topics.GRANT, grantId.toString());
        return buried.size();
    }

    private static boolean isOf(Grant grant, GrantCase cause) {
        return grant.agency().equals(cause.agency()) && java.util.Objects.equals(grant.unit(), cause.unit());
    }

    private IssuedGrant issue(GrantCase cause, ChosenCamera chosen, int choice, Instant now) {
        Ticket ticket = Ticket.random();
        Grant grant = grant(cause, chosen, ticket, choice, now);
        store.insert(grant);
        ledger.begun(grant, cause.basis());
        announce(grant, GrantChanged.State.ACTIVE, grant.expiresAt(), now);
        // A unit opens its pictures with its own token, so a ticket that got lost opens nothing.
        return new IssuedGrant(
                grant,
                grant.unit() == null
                        ? urls(grant, ticket.secret())
                        : MediaUrls.of(grant.cameraId(), null, grant.stream()));
    }

    private MediaUrls urls(Grant grant, String secret) {
        MediaUrls urls = MediaUrls.of(grant.cameraId(), secret, grant.stream());
        return properties
                .rtsp()
                .map(server -> urls.withRtsp(server, grant.districtCode(), grant.cameraId(), secret, grant.stream()))
                .orElse(urls);
    }

    private void end(Grant grant, Instant now) {
        store.end(grant.grantId(), Grant.State.REVOKED, now);
        if (grant.state() == Grant.State.ACTIVE) ledger.ended(grant);
        announce(grant, GrantChanged.State.REVOKED, grant.expiresAt(), now);
    }

    private Grant grant(GrantCase cause, ChosenCamera chosen, Ticket ticket, int choice, Instant now) {
        Instant limitAt = limitAt(cause);
        return new Grant(
                UUID.randomUUID(),
                cause.incidentId(),
                cause.caseNo(),
                cause.agency(),
                cause.role(),
                chosen.camera().configured().cameraId(),
                chosen.camera().configured().districtCode(),
                cause.purpose(),
                ticket.sha256(),
                now,
                endsAt(cause.agency(), now, limitAt),
                limitAt,
                Grant.State.ACTIVE,
                chosen.camera().distanceM(),
                choice,
                chosen.reason(),
                chosen.codes(),
                cause.unit(),
                cause.stream());
    }

    private Instant limitAt(GrantCase cause) {
        return cause.endsAt() == null ? cause.openedAt().plus(properties.limit()) : cause.endsAt();
    }

    /** No later than the case's limit and the agency's contract. */
    private Instant endsAt(String agency, Instant now, Instant limitAt) {
        Instant end = GrantLifePolicy.endsAt(now, validFor(agency), limitAt);
        Instant contractEnd = agencies.endsAt(agency);
        return end.isBefore(contractEnd) ? end : contractEnd;
    }

    /** Nobody holds the centre's tickets: its people log in, so their grants need no renewal. */
    private Duration validFor(String agency) {
        return agency.equals(GrantCase.CENTRE) ? properties.limit() : properties.validFor();
    }

    private void announce(Grant grant, GrantChanged.State state, Instant expiresAt, Instant now) {
        outbox.add(
                Topics.GRANT,
                grant.grantId().toString(),
                new GrantChanged(
                        UUID.randomUUID(),
                        grant.grantId(),
                        grant.incidentId(),
                        grant.caseNo(),
                        grant.agency(),
                        grant.role(),
                        grant.cameraId(),
                        grant.districtCode(),
                        grant.purpose(),
                        grant.ticketSha256(),
                        grant.validFrom(),
                        expiresAt,
                        state,
                        now,
                        grant.unit()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
