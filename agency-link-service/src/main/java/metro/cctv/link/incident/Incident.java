package metro.cctv.link.incident;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.incident.IncidentChanged.Mark;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.contracts.incident.IncidentChanged.Participation;
import metro.cctv.contracts.incident.IncidentChanged.Status;
import org.jspecify.annotations.Nullable;

/**
 * An incident: what holds of it, how far it is, and who takes part.
 *
 * @param agencies that take part now or did, oldest first
 */
public record Incident(IncidentFacts facts, IncidentState state, Set<Mark> marks, List<Participation> agencies) {
    public Incident {
        marks = marks.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(marks));
        agencies = List.copyOf(agencies);
    }

    public boolean isOpen() {
        return end() == null;
    }

    public Status status() {
        return isOpen() ? Status.OPEN : Status.CLOSED;
    }

    /** Null while it is open. */
    public IncidentState.@Nullable Closed end() {
        return state instanceof IncidentState.Closed closed ? closed : null;
    }

    /** Those that take part now. */
    public List<Participation> present() {
        return agencies.stream().filter(part -> part.until() == null).toList();
    }

    public boolean has(String agency) {
        return present().stream().anyMatch(part -> part.agency().equals(agency));
    }

    public Optional<Participation> lead() {
        return present().stream().filter(part -> part.part() == Part.LEAD).findFirst();
    }

    Incident with(IncidentState next) {
        return new Incident(facts, next, marks, agencies);
    }

    Incident with(IncidentFacts changed) {
        return new Incident(changed, state, marks, agencies);
    }

    Incident with(Mark mark) {
        Set<Mark> more = EnumSet.of(mark);
        more.addAll(marks);
        return new Incident(facts, state, more, agencies);
    }

    Incident with(List<Participation> changed) {
        return new Incident(facts, state, marks, changed);
    }
}
