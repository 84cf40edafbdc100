package metro.cctv.contracts.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident as agency-link now has it. Key = {@code incidentId}; compacted. What was added on 2026-11-22 is null, or an
 * empty list, in older events.
 *
 * @param caseNo the agency's own number, null for an incident the centre opened
 * @param agency who asked or was told, null while it is the centre's own
 * @param kind controlled vocabulary, e.g. CRIME, FIRE, TRAFFIC, MISSING
 * @param status CLOSED when {@code state} is, else OPEN
 * @param state added
 * @param marks added: what happened besides, in the order of {@link Mark}
 * @param statisticsClass added: one of the six classes that centres report by
 * @param code added: 112 response code 0 to 4
 * @param closeReason added: null while it is open
 * @param agencies added: who takes part now or did, oldest first
 */
public record IncidentChanged(
        UUID eventId,
        UUID incidentId,
        @Nullable String caseNo,
        @Nullable String agency,
        String kind,
        Status status,
        String districtCode,
        double lon,
        double lat,
        Instant openedAt,
        @Nullable Instant closedAt,
        Instant at,
        @Nullable State state,
        List<Mark> marks,
        @Nullable String statisticsClass,
        @Nullable Integer code,
        @Nullable CloseReason closeReason,
        List<Participation> agencies) {

    public enum Status {
        OPEN,
        CLOSED
    }

    public enum State {
        /** Somebody said so; nobody of the centre has looked. */
        REPORTED,
        /** A person has looked: it is true. */
        CONFIRMED,
        /** At least one agency takes part. */
        SHARED,
        /** An agency is on its way or there. */
        RESPONDING,
        CLOSED
    }

    public enum Mark {
        /** 이관: another agency leads it now (112 rules art. 13). */
        TRANSFERRED,
        /** 공동대응: several agencies work on it together (art. 13). */
        JOINT,
        /** 광역: it concerns more than one area (art. 17). */
        WIDE_AREA
    }

    public enum Part {
        LEAD,
        JOINT
    }

    /** @param until null: it still takes part */
    public record Participation(
            String agency,
            Part part,
            Instant since,
            @Nullable Instant until) {}

    @SuppressWarnings("NullAway") // older events have no lists
    public IncidentChanged {
        marks = marks == null ? List.of() : List.copyOf(marks);
        agencies = agencies == null ? List.of() : List.copyOf(agencies);
    }
}
