package metro.cctv.link.procedure;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.procedure.Procedures.Item;
import metro.cctv.link.procedure.Procedures.Procedure;
import metro.cctv.link.vocabulary.IncidentKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done of the procedures. Whether an incident may still change is its own to say. */
@Service
public class Checklists {
    private final Procedures procedures;
    private final JdbcClient jdbc;

    Checklists(Procedures procedures, JdbcClient jdbc) {
        this.procedures = procedures;
        this.jdbc = jdbc;
    }

    private record Mark(boolean done, String who, Instant at) {}

    /** Of each incident, by its kind. */
    public Map<UUID, Checklist> of(Map<UUID, IncidentKind> incidents) {
        Map<UUID, Map<String, Mark>> marks = marks(incidents.keySet());
        Map<UUID, Checklist> all = new HashMap<>();
        incidents.forEach((id, kind) -> all.put(id, checklist(kind, marks.getOrDefault(id, Map.of()))));
        return all;
    }

    /**
     * @return false when it is so already
     * @throws ProblemException {@code not-found} for an item that the procedure does not have, {@code checklist-order} when
     *     another one comes first or rests on it
     */
    @Transactional
    public boolean mark(UUID incidentId, IncidentKind kind, String code, boolean done, String who, Instant at) {
        List<Item> items = procedures.of(kind).items();
        Item item = items.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such item in the procedure."));
        Map<String, Mark> marks = marks(List.of(incidentId)).getOrDefault(incidentId, Map.of());
        Set<String> doneNow = marks.entrySet().stream()
                .filter(mark -> mark.getValue().done())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (doneNow.contains(code) == done) return false;
        List<String> inTheWay = done ? OrderRule.missing(item, doneNow) : OrderRule.resting(item, items, doneNow);
        if (!inTheWay.isEmpty())
            throw new ProblemException(
                    ProblemType.CHECKLIST_ORDER,
                    (done ? "To be done first: " : "Done and resting on it: ") + String.join(", ", inTheWay) + ".",
                    Map.of("items", inTheWay));
        jdbc.sql("insert into procedure_mark (incident_id, item, done, at, who) values (?, ?, ?, ?, ?)")
                .params(incidentId, code, done, Timestamp.from(at), who)
                .update();
        return true;
    }

    private Checklist checklist(IncidentKind kind, Map<String, Mark> marks) {
        Procedure procedure = procedures.of(kind);
        List<Checklist.Line> lines = procedure.items().stream()
                .map(item -> {
                    Mark mark = marks.get(item.code());
                    return new Checklist.Line(
                            item.code(),
                            item.korean(),
                            item.english(),
                            item.after(),
                            mark != null && mark.done(),
                            mark == null ? null : mark.who(),
                            mark == null ? null : mark.at());
                })
                .toList();
        return new Checklist(procedure.source(), procedure.effectiveFrom(), lines);
    }

    private Map<UUID, Map<String, Mark>> marks(Collection<UUID> incidentIds) {
        Map<UUID, Map<String, Mark>> marks = new HashMap<>();
        if (incidentIds.isEmpty()) return marks;
        jdbc.sql("""
                select distinct on (incident_id, item) * from procedure_mark where incident_id = any(?)
                order by incident_id, item, mark_id desc
                """).param(incidentIds.toArray(UUID[]::new)).query(row -> {
            marks.computeIfAbsent(row.getObject("incident_id", UUID.class), id -> new HashMap<>())
                    .put(
                            row.getString("item"),
                            new Mark(
                                    row.getBoolean("done"),
                                    row.getString("who"),
                                    row.getTimestamp("at").toInstant()));
        });
        return marks;
    }
}
