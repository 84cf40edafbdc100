package metro.cctv.link.incident;

import static java.util.Objects.requireNonNull;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.incident.CloseReason;
import metro.cctv.contracts.incident.IncidentChanged.Mark;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.contracts.incident.IncidentChanged.Participation;
import metro.cctv.contracts.incident.IncidentChanged.State;
import metro.cctv.link.incident.IncidentView.CodeChange;
import metro.cctv.link.vocabulary.IncidentKind;
import metro.cctv.link.vocabulary.StatisticsClass;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IncidentStore {
    private final JdbcClient jdbc;

    IncidentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param holder who of the centre works on it; null: nobody in particular
     * @throws org.springframework.dao.DuplicateKeyException when the agency has this case open already
     */
    void insert(Incident incident, @Nullable String holder) {
        IncidentFacts facts = incident.facts();
        jdbc.sql("""
                insert into incident (incident_id, agency, case_no, code, kind, raw_phrase, statistics_class, summary,
                  address, status, district_code, lon, lat, opened_at, opened_by, state, state_by, state_since, holder)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(facts.incidentId())
                .param(facts.agency())
                .param(facts.caseNo())
                .param(facts.code())
                .param(facts.kind().name())
                .param(facts.rawPhrase())
                .param(facts.statisticsClass().name())
                .param(facts.summary())
                .param(facts.address())
                .param(facts.districtCode())
                .param(facts.lon())
                .param(facts.lat())
                .param(Timestamp.from(facts.openedAt()))
                .param(facts.openedBy())
                .param(State.REPORTED.name())
                .param(facts.openedBy())
                .param(Timestamp.from(facts.openedAt()))
                .param(holder)
                .update();
        if (facts.code() != null)
            addCode(facts.incidentId(), facts.code(), facts.openedAt(), facts.openedBy(), "as reported");
        update(incident);
    }

    /** Everything of it but its agencies. The first moments stay what they were. */
    void update(Incident incident) {
        IncidentFacts facts = incident.facts();
        IncidentState state = incident.state();
        IncidentState.@Nullable Closed end = incident.end();
        Timestamp since = Timestamp.from(state.since());
        Instant arrivedAt = state instanceof IncidentState.Responding r ? r.arrivedAt() : null;
        jdbc.sql("""
                update incident set code = :code, kind = :kind, statistics_class = :class, summary = :summary,
                  address = :address, state = :state, state_by = :by, state_since = :since, marks = :marks,
                  confirmed_at = coalesce(confirmed_at,
                    case when :state in ('CONFIRMED', 'SHARED', 'RESPONDING') then cast(:since as timestamptz) end),
                  shared_at = coalesce(shared_at,
                    case when :state in ('SHARED', 'RESPONDING') then cast(:since as timestamptz) end),
                  responding_at = coalesce(responding_at,
                    case when :state = 'RESPONDING' then cast(:since as timestamptz) end),
                  arrived_at = coalesce(arrived_at, cast(:arrived as timestamptz)),
                  state_arrived_at = cast(:arrived as timestamptz),
                  status = case when :state = 'CLOSED' then 'CLOSED' else 'OPEN' end,
                  closed_at = case when :state = 'CLOSED' then cast(:since as timestamptz) end,
                  closed_by = case when :state = 'CLOSED' then :by end,
                  close_reason = :reason, close_remark = :remark
                where incident_id = :id
                """)
                .param("code", facts.code())
                .param("kind", facts.kind().name())
                .param("class", facts.statisticsClass().name())
                .param("summary", facts.summary())
                .param("address", facts.address())
                .param("state", state.name().name())
                .param("by", state.by())
                .param("since", since)
                .param("marks", incident.marks().stream().map(Enum::name).toArray(String[]::new))
                .param("arrived", arrivedAt == null ? null : Timestamp.from(arrivedAt))
                .param("reason", end == null ? null : end.closing().reason().name())
                .param("remark", end == null ? null : end.closing().remark())
                .param("id", facts.incidentId())
                .update();
    }

    /** Who of the centre works on each; nobody's are missing. */
    Map<UUID, String> holders(Collection<UUID> incidentIds) {
        Map<UUID, String> holders = new HashMap<>();
        if (incidentIds.isEmpty()) return holders;
        jdbc.sql("select incident_id, holder from incident where incident_id = any(?) and holder is not null")
                .param(incidentIds.toArray(UUID[]::new))
                .query(row -> {
                    holders.put(row.getObject("incident_id", UUID.class), row.getString("holder"));
                });
        return holders;
    }

    void hold(UUID incidentId, @Nullable String holder) {
        jdbc.sql("update incident set holder = ? where incident_id = ?")
                .param(holder)
                .param(incidentId)
                .update();
    }

    /** @param districts of which; null: of every one */
    List<UUID> heldBy(String holder, @Nullable Collection<String> districts) {
        return jdbc.sql("""
                select incident_id from incident where holder = :holder and status = 'OPEN'
                  and (:everywhere or district_code = any(:districts)) order by opened_at for update
                """)
                .param("holder", holder)
                .param("everywhere", districts == null)
                .param("districts", districts == null ? new String[0] : districts.toArray(String[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    void addAgency(UUID incidentId, Participation part, String by) {
        jdbc.sql("insert into incident_agency (incident_id, agency, part, since, added_by) values (?, ?, ?, ?, ?)")
                .params(incidentId, part.agency(), part.part().name(), Timestamp.from(part.since()), by)
                .update();
    }

    void endAgency(UUID incidentId, String agency, Instant at) {
        jdbc.sql("update incident_agency set until = ? where incident_id = ? and agency = ? and until is null")
                .params(Timestamp.from(at), incidentId, agency)
                .update();
    }

    void addCode(UUID incidentId, int code, Instant at, String by, String why) {
        jdbc.sql("insert into incident_code (incident_id, code, at, by_whom, why) values (?, ?, ?, ?, ?)")
                .params(incidentId, code, Timestamp.from(at), by, why)
                .update();
    }

    Map<UUID, List<CodeChange>> codes(Collection<UUID> incidentIds) {
        Map<UUID, List<CodeChange>> codes = new HashMap<>();
        if (incidentIds.isEmpty()) return codes;
        jdbc.sql("select * from incident_code where incident_id = any(?) order by at")
                .param(incidentIds.toArray(UUID[]::new))
                .query(row -> {
                    codes.computeIfAbsent(row.getObject("incident_id", UUID.class), id -> new ArrayList<>())
                            .add(new CodeChange(
                                    row.getInt("code"),
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("by_whom"),
                                    row.getString("why")));
                });
        return codes;
    }

    void blur(UUID incidentId) {
        jdbc.sql("""
                update incident set lon = round(lon::numeric, 2), lat = round(lat::numeric, 2), address = null,
                  summary = '[purged]', close_remark = null
                where incident_id = ?
                """).param(incidentId).update();
        jdbc.sql("update incident_code set why = '' where incident_id = ?")
                .param(incidentId)
                .update();
    }

    Optional<Incident> find(UUID incidentId) {
        return one("select * from incident where incident_id = ?", incidentId);
    }

    List<Incident> find(Collection<UUID> incidentIds) {
        return withAgencies(jdbc.sql("select * from incident where incident_id = any(?)")
                .param(incidentIds.toArray(UUID[]::new))
                .query(IncidentStore::incident)
                .list());
    }

    Optional<Incident> findForUpdate(UUID incidentId) {
        return one("select * from incident where incident_id = ? for update", incidentId);
    }

    /** The latest with this number: a number may come again after it was closed. */
    Optional<Incident> findCase(String agency, String caseNo) {
        return one(
                "select * from incident where agency = ? and case_no = ? order by opened_at desc limit 1",
                agency,
                caseNo);
    }

    /** Newest first, only of the caller's districts. */
    List<Incident> list(Caller caller, boolean onlyOpen, @Nullable IncidentCursor after, int limit) {
        return withAgencies(jdbc.sql("""
                select * from incident
                where (not :onlyOpen or status = 'OPEN')
                  and (:everywhere or district_code = any(:districts))
                  and (cast(:at as timestamptz) is null
                       or (opened_at, incident_id) < (cast(:at as timestamptz), cast(:id as uuid)))
                order by opened_at desc, incident_id desc
                limit :limit
                """)
                .param("onlyOpen", onlyOpen)
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .param("at", after == null ? null : Timestamp.from(after.openedAt()))
                .param("id", after == null ? null : after.incidentId())
                .param("limit", limit)
                .query(IncidentStore::incident)
                .list());
    }

    /** Open ones in which an agency takes part now, newest first. */
    List<Incident> openWith(String agency, int limit) {
        return withAgencies(jdbc.sql("""
                select * from incident i
                where status = 'OPEN' and exists (
                  select 1 from incident_agency a
                  where a.incident_id = i.incident_id and a.agency = ? and a.until is null)
                order by opened_at desc, incident_id desc
                limit ?
                """)
                .params(agency, limit)
                .query(IncidentStore::incident)
                .list());
    }

    private Optional<Incident> one(String sql, Object... params) {
        return jdbc.sql(sql)
                .params(params)
                .query(IncidentStore::incident)
                .optional()
                .map(found -> withAgencies(List.of(found)).getFirst());
    }

    private List<Incident> withAgencies(List<Incident> incidents) {
        Map<UUID, List<Participation>> agencies =
                agencies(incidents.stream().map(i -> i.facts().incidentId()).toList());
        return incidents.stream()
                .map(i -> i.with(agencies.getOrDefault(i.facts().incidentId(), List.of())))
                .toList();
    }

    private Map<UUID, List<Participation>> agencies(Collection<UUID> incidentIds) {
        Map<UUID, List<Participation>> agencies = new HashMap<>();
        if (incidentIds.isEmpty()) return agencies;
        jdbc.sql("select * from incident_agency where incident_id = any(?) order by since, agency")
                .param(incidentIds.toArray(UUID[]::new))
                .query(row -> {
                    agencies.computeIfAbsent(row.getObject("incident_id", UUID.class), id -> new ArrayList<>())
                            .add(new Participation(
                                    row.getString("agency"),
                                    Part.valueOf(row.getString("part")),
                                    row.getTimestamp("since").toInstant(),
                                    instant(row, "until")));
                });
        return agencies;
    }

    private static Incident incident(ResultSet row, int n) throws SQLException {
        var facts = new IncidentFacts(
                row.getObject("incident_id", UUID.class),
                row.getString("agency"),
                row.getString("case_no"),
                row.getObject("code", Integer.class),
                IncidentKind.valueOf(row.getString("kind")),
                row.getString("raw_phrase"),
                StatisticsClass.valueOf(row.getString("statistics_class")),
                row.getString("summary"),
                row.getString("address"),
                row.getString("district_code"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"));
        return new Incident(facts, state(row), marks(row), List.of());
    }

    private static IncidentState state(ResultSet row) throws SQLException {
        String by = row.getString("state_by");
        Instant since = row.getTimestamp("state_since").toInstant();
        return switch (State.valueOf(row.getString("state"))) {
            case REPORTED -> new IncidentState.Reported(by, since);
            case CONFIRMED -> new IncidentState.Confirmed(by, since);
            case SHARED -> new IncidentState.Shared(by, since);
            case RESPONDING -> new IncidentState.Responding(by, since, instant(row, "state_arrived_at"));
            case CLOSED ->
                new IncidentState.Closed(
                        by,
                        since,
                        new Closing(CloseReason.valueOf(row.getString("close_reason")), row.getString("close_remark")));
        };
    }

    private static Set<Mark> marks(ResultSet row) throws SQLException {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        Array array = requireNonNull(row.getArray("marks"));
        for (String mark : (String[]) array.getArray()) marks.add(Mark.valueOf(mark));
        return marks;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
