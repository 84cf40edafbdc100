package metro.cctv.link.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.link.selection.ChosenCamera;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Every change of a grant is written and announced in one transaction; media servers act on the announcement. */
@Service
public class Grants {
    private static final int SWEEP_ROWS = 500;

    private final GrantStore store;
    private final Outbox outbox;
    private final GrantProperties properties;
    private final Clock clock;

    Grants(GrantStore store, Outbox outbox, GrantProperties properties, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    /** Best camera first, as chosen. */
    @Transactional
    public List<IssuedGrant> issue(GrantCase cause, List<ChosenCamera> cameras) {
        Instant now = now();
        List<IssuedGrant> issued = new ArrayList<>(cameras.size());
        for (ChosenCamera chosen : cameras) {
            Ticket ticket = Ticket.random();
            Grant grant = grant(cause, chosen, ticket, issued.size(), now);
            store.insert(grant);
            announce(grant, GrantChanged.State.ACTIVE, grant.expiresAt(), now);
            issued.add(new IssuedGrant(grant, MediaUrls.of(grant.cameraId(), ticket.secret())));
        }
        return issued;
    }

    public List<Grant> ofIncident(UUID incidentId) {
        return store.ofIncident(incidentId);
    }

    /** The agency still works on the case: its grants, prolonged where that is allowed. */
    @Transactional
    public List<Grant> renew(UUID incidentId, String agency) {
        Instant now = now();
        for (Grant grant : store.ofIncidentForUpdate(incidentId)) {
            if (!grant.agency().equals(agency)) continue;
            Duration validFor = validFor(grant.agency());
            if (!GrantLifePolicy.isWorthRenewing(grant, now, validFor)) continue;
            Instant end = GrantLifePolicy.endsAt(now, validFor, grant.limitAt());
            store.renew(grant.grantId(), end);
            announce(grant, GrantChanged.State.ACTIVE, end, now);
        }
        return ofIncident(incidentId).stream()
                .filter(grant -> grant.agency().equals(agency))
                .toList();
    }

    /** The case is over. */
    @Transactional
    public void revoke(UUID incidentId) {
        revoke(incidentId, grant -> true);
    }

    /** The case is over for this agency. */
    @Transactional
    public void revoke(UUID incidentId, String agency) {
        revoke(incidentId, grant -> grant.agency().equals(agency));
    }

    private void revoke(UUID incidentId, Predicate<Grant> which) {
        Instant now = now();
        for (Grant grant : store.ofIncidentForUpdate(incidentId)) {
            if (grant.state() == Grant.State.REVOKED || !which.test(grant)) continue;
            store.end(grant.grantId(), Grant.State.REVOKED, now);
            announce(grant, GrantChanged.State.REVOKED, grant.expiresAt(), now);
        }
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

    private Grant grant(GrantCase cause, ChosenCamera chosen, Ticket ticket, int choice, Instant now) {
        Instant limitAt = cause.openedAt().plus(properties.limit());
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
                GrantLifePolicy.endsAt(now, validFor(cause.agency()), limitAt),
                limitAt,
                Grant.State.ACTIVE,
                chosen.camera().distanceM(),
                choice,
                chosen.reason());
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
                        now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
