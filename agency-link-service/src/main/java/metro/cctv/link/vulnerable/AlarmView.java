package metro.cctv.link.vulnerable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.incident.IncidentChanged.State;
import metro.cctv.link.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as the centre sees it.
 *
 * @param state of its incident: REPORTED until a person confirmed it
 * @param photo address of the picture; null: none, or purged
 * @param purged what was destroyed at the end
 */
record AlarmView(
        UUID alarmId,
        UUID incidentId,
        String source,
        String alarmNo,
        String relation,
        State state,
        String districtCode,
        @Nullable Double lon,
        @Nullable Double lat,
        String summary,
        @Nullable String photo,
        Instant raisedAt,
        Instant escalateAt,
        @Nullable Instant escalatedAt,
        @Nullable String takenBy,
        @Nullable Instant takenAt,
        List<Purged> purged) {

    /**
     * @param kind PHOTO or PLACE
     * @param sha256 of what was there, so that a copy found later can be told; of a place keyed with a key of ours, since
     *     all places can be tried
     */
    record Purged(String kind, String sha256, int bytes, Instant at) {}

    static AlarmView of(Alarm alarm, Incident incident, List<Purged> purged) {
        boolean photo = alarm.hasPhoto() && alarm.purgedAt() == null;
        return new AlarmView(
                alarm.alarmId(),
                alarm.incidentId(),
                alarm.source(),
                alarm.alarmNo(),
                alarm.relation().name(),
                incident.state().name(),
                incident.facts().districtCode(),
                alarm.lon(),
                alarm.lat(),
                incident.facts().summary(),
                photo ? "/api/link/vulnerable/" + alarm.alarmId() + "/photo.jpg" : null,
                alarm.raisedAt(),
                alarm.escalateAt(),
                alarm.escalatedAt(),
                alarm.takenBy(),
                alarm.takenAt(),
                purged);
    }
}
