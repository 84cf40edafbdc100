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
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.link.agency.AgencyProperties;
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
    private final AgencyProperties agencies;
    private final Clock clock;

    Grants(GrantStore store, Outbox outbox, GrantProperties properties, AgencyProperties agencies, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.properties = properties;
        this.agencies = agencies;
        this.clock = clock;
    }

    /** @param ended those of cameras that do not show the target any more */
    public record Followed(List<Grant> kept, List<IssuedGrant> begun, List<Grant> ended) {}

    /** Best camera first, as chosen. */
    @Transactional
    public List<IssuedGrant> issue(GrantCase cause, List<ChosenCamera> cameras) {
        Instant now = now();
        agencies.requireContract(cause.agency(), now);
        List<IssuedGrant> issued = new ArrayList<>(cameras.size());
        for (ChosenCamera chosen : cameras) issued.add(issue(cause, chosen, issued.size(), now));
        return issued;
    }

    /** The target moved: what shows it goes on or begins, what does not ends. */
    @Transactional
    public Followed follow(GrantCase cause, List<ChosenCamera> cameras) {
        Instant now = now();
        agencies.requireContract(cause.agency(), now);
        Map<String, Grant> before = new HashMap<>();
        for (Grant grant : store.ofIncidentForUpdate(cause.incidentId()))
            if (grant.state() != Grant.State.REVOKED && isOf(grant, cause)) before.put(grant.cameraId(), grant);
        List<Grant> kept = new ArrayList<>();
        List<IssuedGrant> begun = new ArrayList<>();
        for (int choice = 0; choice < cameras.size(); choice++) {
            ChosenCamera chosen = cameras.get(choice);
            Grant known = before.remove(chosen.camera().configured().cameraId());
            if (known == null) {
                begun.add(issue(cause, chosen, choice, now));
            } else {
                store.stays(known.grantId(), choice, chosen.camera().distanceM(), chosen.reason(), chosen.codes());
                kept.add(known);
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
    public List<Grant> renew(UUID incidentId, String agency) {
        return renew(incidentId, grant -> grant.agency().equals(agency));
    }

    /** Those of the case that are worked with, prolonged where that is allowed. */
    @Transactional
    public List<Grant> renew(UUID incidentId, Predicate<Grant> which) {
        Instant now = now();
        for (Grant grant : store.ofIncidentForUpdate(incidentId)) {
            Duration validFor = validFor(grant.agency());
            if (!which.test(grant) || !GrantLifePolicy.isWorthRenewing(grant, now, validFor)) continue;
            if (!agencies.holdsAt(grant.agency(), now)) continue;
            Instant end = endsAt(grant.agency(), now, grant.limitAt());
            store.renew(grant.grantId(), end);
            announce(grant, GrantChanged.State.ACTIVE, end, now);
        }
        return store.ofIncident(incidentId).stream().filter(which).toList();
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
        Instant now = now();
        for (Grant grant : store.ofIncidentForUpdate(incidentId))
            if (grant.state() != Grant.State.REVOKED && which.test(grant)) end(grant, now);
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
        announce(grant, GrantChanged.State.ACTIVE, grant.expiresAt(), now);
        // A unit opens its pictures with its own token, so a ticket that got lost opens nothing.
        String shown = grant.unit() == null ? ticket.secret() : null;
        return new IssuedGrant(grant, MediaUrls.of(grant.cameraId(), shown, grant.stream()));
    }

    private void end(Grant grant, Instant now) {
        store.end(grant.grantId(), Grant.State.REVOKED, now);
        announce(grant, GrantChanged.State.REVOKED, grant.expiresAt(), now);
    }

    private Grant grant(GrantCase cause, ChosenCamera chosen, Ticket ticket, int choice, Instant now) {
        Instant usual = cause.openedAt().plus(properties.limit());
        Instant limitAt = cause.endsAt() == null ? usual : cause.endsAt();
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
